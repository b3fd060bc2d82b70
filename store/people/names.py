"""Names of users and tokens: what one may be, and how two are compared."""

import unicodedata
from typing import Final

from scoring.errors import refuse
from scoring.text import both

LONGEST: Final = 80
"""Characters."""


def sound_name(text: str, where: str) -> str:
    """The name as it is kept, composed and without blanks around it. Raises InputError naming `where`."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 1 <= len(name) <= LONGEST or not name.isprintable():
        expected = both(f"1 to {LONGEST} letters, digits, signs and blanks", f"1 到 {LONGEST} 个文字、数字或符号")
        raise refuse(where, "the name can't be used", "名称不可用", expected=expected)
    return name


def folded(name: str) -> str:
    """The name as it is compared: without regard to case, width of letters and blanks."""
    composed = unicodedata.normalize("NFKC", name)
    return " ".join(unicodedata.normalize("NFKC", composed.casefold()).split())
