"""The key that signs cookies: made once, kept in the instance folder, readable by its owner alone."""

import os
import secrets
from pathlib import Path
from typing import Final

from scoring.errors import refuse
from scoring.oserrors import reason_of
from scoring.text import both

FILE: Final = "secret-key"
_BYTES: Final = 32


def secret_key(folder: Path) -> str:
    """Return the key kept in `folder`, made now where there is none. Raises InputError where it can't be kept."""
    path = folder / FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = reason_of(error) if isinstance(error, OSError) else both("is no text", "不是文本")
        expected = both("a folder to write in (UPSLOPE_INSTANCE), or UPSLOPE_SECRET_KEY set",
                        "可写的文件夹（UPSLOPE_INSTANCE），或设置 UPSLOPE_SECRET_KEY")  # fmt: skip
        raise refuse(str(path), why.en, why.zh, expected=expected) from None
    if len(key) < _BYTES:
        expected = both("delete the file, a new key is then made", "删除该文件后会重新生成")
        raise refuse(str(path), "holds no key", "里面没有密钥", expected=expected)
    return key


def _make(path: Path) -> None:
    """Write a new key. Whole or not at all: a second process starting now finds either none or all of it."""
    if path.exists():
        return
    draft = path.with_name(f"{FILE}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_BYTES))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
