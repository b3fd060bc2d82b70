"""A kept assessment comes out byte for byte again, whatever rule sets are installed by then."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from store_making import assessed, kept, past_the_guards, profile

from scoring import InputError, assess
from scoring.peers.installation.blocks import Member
from scoring.peers.installation.releases import next_release
from scoring.resources import resource
from store.artefacts import pack, read_artefact, unpacked
from store.check import check
from store.engine import reading
from store.keeping import assessment_of, keep
from store.releases import release_bytes, release_from
from store.rescoring import rescore
from store.schema import artefacts


def test_the_same_again_byte_for_byte(engine: Engine) -> None:
    name = keep(engine, profile(), assessed("zh"), actor="test")
    again = rescore(engine, name.assessment)
    assert again.same
    assert again.content == assessment_of(engine, name.assessment).content
    assert again.said.in_("zh") == "逐字节一致"


KEEPING = """
import sys
from sqlalchemy import make_url
sys.path.insert(0, sys.argv[2])
from store_making import kept
from store.opening import open_store
engine = open_store(make_url(sys.argv[1]))
print(kept(engine).assessment)
engine.dispose()
"""


def kept_with(root: Path, engine: Engine) -> str:
    """Keep the made-up company in a process that finds its rule sets, data and model below `root`."""
    address = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", KEEPING, address, str(Path(__file__).parent)]
    environment = os.environ | {"UPSLOPE_RESOURCES": str(root)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_rule_sets_that_are_no_longer_installed(engine: Engine, tmp_path: Path) -> None:
    """Last year's weights were others: last year's result comes from them, and differs from today's."""
    for folder in ("rules", "models", "data"):
        shutil.copytree(resource(folder), tmp_path / folder)
    weights = tmp_path / "rules" / "weights.yaml"
    told = weights.read_text(encoding="utf-8")
    assert "progression: 10" in told
    weights.write_text(told.replace("progression: 10", "progression: 20"), encoding="utf-8")
    old, new = kept_with(tmp_path, engine), kept(engine).assessment
    shutil.rmtree(tmp_path / "rules")
    assert assessment_of(engine, old).rules != assessment_of(engine, new).rules
    assert assessment_of(engine, old).data == assessment_of(engine, new).data
    assert assessment_of(engine, old).content != assessment_of(engine, new).content
    assert rescore(engine, old).same
    assert rescore(engine, new).same
    with reading(engine) as connection:
        assert sorted(connection.execute(select(artefacts.c.kind)).scalars()) == ["data", "model", "rules", "rules"]
    assert check(engine).problems == []


def test_another_version_of_the_program_is_said(engine: Engine) -> None:
    versions = assessed().versions.model_copy(update={"upslope": "0.0.9"})
    name = keep(engine, profile(), assessed().model_copy(update={"versions": versions}), actor="test")
    again = rescore(engine, name.assessment)
    assert (again.same, again.same_but_program, again.program_then) == (False, True, "0.0.9")
    assert again.said.in_("en") == f"the same but for the program: 0.0.9 then, {again.program_now} now"


def test_a_different_result_is_said(engine: Engine) -> None:
    composite = assessed().composite.model_copy(update={"score": 99.0})
    name = keep(engine, profile(), assessed().model_copy(update={"composite": composite}), actor="test")
    again = rescore(engine, name.assessment)
    assert (again.same, again.same_but_program) == (False, False)
    assert again.said.in_("en").startswith("different, with the same program")


def test_a_profile_that_can_no_longer_be_read_is_explained(engine: Engine) -> None:
    from store.canonical import hash_of

    name = kept(engine)
    with past_the_guards(engine) as run:
        content = b'{"nothing":"of the kind"}'
        run("UPDATE profiles SET content = ?", content)
        run("UPDATE profiles SET hash = ?", hash_of(content))
    with pytest.raises(InputError, match=r"scoring it again failed \(.*expected version 0\.") as error:
        rescore(engine, name.assessment)
    assert "重新评估失败" in error.value.in_("zh")


def a_release():
    scores = {"composite": 40.0, "market": 30.0}
    members = [
        Member(f"company-{number}", "shenzhen", "medical", assessed().stage,
               {measure: score + 3 * number for measure, score in scores.items()})
        for number in range(7)
    ]  # fmt: skip
    return next_release(None, members, date(2021, 6, 30))


def test_what_was_shown_of_other_companies_is_kept_without_their_names(engine: Engine) -> None:
    release = a_release()
    assert release.blocks
    result = assess(profile(), release=release)
    assert result != assessed()
    name = keep(engine, profile(), result, actor="test", release=release)
    assert rescore(engine, name.assessment).same
    with reading(engine) as connection:
        stored = read_artefact(connection, assessment_of(engine, name.assessment).release or "")
    assert b"company-" not in stored.content
    assert release_bytes(release_from(stored.content)) == stored.content
    assert check(engine).problems == []


def test_the_packing_depends_on_the_files_alone() -> None:
    files = {"rules/b.yaml": b"b", "rules/a.yaml": "甲".encode()}
    assert pack(files) == pack(dict(reversed(files.items())))
    assert unpacked(pack(files)) == files


@pytest.mark.parametrize("name", ["../x", "/etc/x", "rules/../../x", "web/x"])
def test_a_file_outside_the_resource_folders_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="outside the resource folders"):
        unpacked(pack({name: b""}))


def test_the_child_knows_no_secret(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}

    def run(*_: object, env: dict[str, str], **__: object) -> subprocess.CompletedProcess[bytes]:
        seen.update(env)
        return subprocess.CompletedProcess([], 1, b"", b"stopped here")

    name = kept(engine)
    monkeypatch.setenv("UPSLOPE_DATABASE_URL", "postgresql://me:hush@h/d")
    monkeypatch.setattr("store.rescoring.subprocess.run", run)
    with pytest.raises(InputError, match="stopped here"):
        rescore(engine, name.assessment)
    assert "hush" not in str(seen)
    assert Path(seen["UPSLOPE_RESOURCES"]).name.startswith("upslope-")
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM assessments")).scalar_one() == 1
