"""Where the resource folders `rules`, `models` and `data` lie, and a content hash of what is in them.

In a wheel the folders are shipped under `scoring/_shipped/`, in a checkout they lie at the repository root
beside `scoring/`. Nothing else in the project builds such a path.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FOLDERS: Final = ("rules", "models", "data")
HASH_LENGTH: Final = 12

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
            f"resource {name!r} not found: expected {path}. Reinstall the package, "
            f"or in a checkout restore the folder {parts[0]}/ at the repository root"
        )
    return path


def content_hash(*paths: Path) -> str:
    """A version for files and folders: the first 12 hexadecimal digits of a SHA-256.

    Covers the relative names and the bytes of every file, in sorted order. READMEs and dot files do not
    count, so a better data card does not change the version of the data.
    """
    digest = hashlib.sha256()
    for name, file in sorted((name, file) for path in paths for name, file in _files(path)):
        content = file.read_bytes()
        # The lengths keep ("ab", "c") apart from ("a", "bc").
        digest.update(f"{len(name)}:{name}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()[:HASH_LENGTH]


def _root() -> Path:
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
