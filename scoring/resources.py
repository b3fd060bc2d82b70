"""Where the resource folders `rules`, `models` and `data` lie, and a content hash of what is in them.

In a wheel the folders are shipped under `scoring/_shipped/`, in a checkout they lie at the repository root
beside `scoring/`. The environment variable UPSLOPE_RESOURCES names another folder that holds all three, such as those
that made a result kept long ago. Nothing else in the project builds such a path.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

FOLDERS: Final = ("rules", "models", "data")
HASH_LENGTH: Final = 12
ROOT_VARIABLE: Final = "UPSLOPE_RESOURCES"

_PACKAGE: Final = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a file or folder inside a resource folder, e.g. `resource("data", "taxonomies")`.

    Raises ValueError when the first part is not one of FOLDERS, or a part climbs out of the folder;
    FileNotFoundError when nothing of that name is there.
    """
    name = "/".join(parts)
    if not parts or parts[0] not in FOLDERS:
        raise ValueError(f"resource {name!r}: the first part must be one of {', '.join(FOLDERS)}")
    if any(piece in ("..", "") for part in parts for piece in part.split("/")):
        raise ValueError(f"resource {name!r}: parts must be plain names, without '..'")
    path = _root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(
            f"resource {name!r} not found: expected {path}. Reinstall the package, in a checkout restore the folder "
            f"{parts[0]}/ at the repository root, or unset {ROOT_VARIABLE}"
        )
    return path


def content_hash(*paths: Path) -> str:
    """A version for files and folders: the first 12 hexadecimal digits of a SHA-256.

    Covers the relative names and the bytes of every file, in sorted order. READMEs and dot files do not
    count, so a better data card does not change the version of the data.
    """
    files = sorted((name, file) for path in paths for name, file in _files(path))
    return digest_of((name, file.read_bytes()) for name, file in files)[:HASH_LENGTH]


def digest_of(files: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over names and contents, in the order given, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for name, content in files:
        # The lengths keep ("ab", "c") apart from ("a", "bc").
        digest.update(f"{len(name)}:{name}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


def files_of(*parts: str) -> dict[str, bytes]:
    """Contents of a resource folder by their names from the root, sorted; what `content_hash` passes over is left out.

    `files_of("data", "taxonomies")` has names such as `data/taxonomies/rounds.yaml`.
    """
    above = "/".join(parts[:-1])
    found = {f"{above}/{name}" if above else name: file for name, file in _files(resource(*parts))}
    return {name: found[name].read_bytes() for name in sorted(found)}


def _root() -> Path:
    elsewhere = os.environ.get(ROOT_VARIABLE)
    if elsewhere:
        return Path(elsewhere)
    shipped = _PACKAGE / "_shipped"
    return shipped if shipped.is_dir() else _PACKAGE.parent


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if path.is_file():
        yield path.name, path
        return
    if not path.is_dir():
        raise FileNotFoundError(f"nothing to hash at {path}: expected a file or a folder")
    for file in path.rglob("*"):
        relative = file.relative_to(path)
        if file.is_file() and not any(_ignored(part) for part in relative.parts):
            yield f"{path.name}/{relative.as_posix()}", file


def _ignored(name: str) -> bool:
    return name.startswith((".", "__pycache__")) or name.upper().startswith("README")
