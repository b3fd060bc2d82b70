"""`upslope serve`: found by its entry point, its settings in its help, a start that fails in words."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from scoring import InputError
from scoring.cli.main import main
from web.serve import run
from web.settings import SETTINGS


def test_help_names_every_variable(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    told = capsys.readouterr().out
    for setting in SETTINGS:
        assert setting.name in told
        assert setting.what.en in told


def test_a_wrong_port_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", "--port", "99999", "--lang", "zh"])
    assert stopped.value.code == 2
    assert "UPSLOPE_PORT" in capsys.readouterr().err


def test_a_port_in_use_is_explained() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError, match=r"in use.*--port"):
            run("127.0.0.1", taken.getsockname()[1], open_browser=False, lang="en")


def test_an_address_of_another_machine_is_explained() -> None:
    with pytest.raises(InputError, match=r"192\.0\.2\.1.*--host"):
        run("192.0.2.1", 8123, open_browser=False, lang="en")


@pytest.mark.parametrize(("lang", "told"), [("en", "found '0' (expected a whole"), ("zh", "实际是 '0'")])
def test_another_server_ends_with_a_wrong_setting_explained(lang: str, told: str) -> None:
    environment = {**os.environ, "UPSLOPE_PORT": "0", "UPSLOPE_LANGUAGE": lang, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", "import web.wsgi"]
    ended = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 2
    assert "UPSLOPE_PORT" in ended.stderr
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_server_answers_and_stops(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from scoring.cli.main import main; main()", "serve", "--port", str(port)]
    environment = {**os.environ, "UPSLOPE_INSTANCE": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        address = re.search(r"http://\S+", server.stdout.readline())
        assert address
        with urllib.request.urlopen(address[0]) as response:
            assert response.status == 200
            assert "Server" not in response.headers
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0
    assert (tmp_path / "secret-key").exists()
