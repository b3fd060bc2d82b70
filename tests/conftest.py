"""Shared fixtures: where the private data lies, if it is there at all."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with the real data; a stranger has none, so the test is skipped."""
    folder = Path(os.environ.get("UPSLOPE_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("needs the real data: set UPSLOPE_SHARED to its folder")
    return folder
