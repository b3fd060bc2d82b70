"""Reading a PDF back."""

import shutil
import subprocess
from pathlib import Path

READER = shutil.which("pdftotext")


def text_of(pdf: Path) -> list[str]:
    """Text of a PDF by page, in the order in which it was written."""
    assert READER
    done = subprocess.run([READER, "-enc", "UTF-8", "-raw", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]
