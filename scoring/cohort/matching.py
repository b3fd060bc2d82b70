"""Names of companies as people write them, made comparable: for judges' marks and for last year's table."""

import re
import unicodedata
from typing import Final

_FORM: Final = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|公司|"
    r"\b(incorporated|inc|corporation|corp|limited|ltd|llc|co|gmbh|plc|pte|pty)\b)$"
)
_BETWEEN: Final = re.compile(r"[\s\-_·・.,，。()（）\[\]【】「」《》<>&＆'’\"“”/\\]+")


def name_key(name: str) -> str:
    """A name without what differs between spellings: width, case, spaces, brackets, the legal form at its end.

    A name that is nothing else is kept as it is.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    short = plain
    while (cut := _FORM.sub("", short.rstrip(" .,，。")).rstrip(" .,，。")) != short:
        short = cut
    return _BETWEEN.sub("", short) or _BETWEEN.sub("", plain) or plain
