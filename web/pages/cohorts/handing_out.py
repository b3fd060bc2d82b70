"""Files handed out: named after the table that was uploaded, in letters that every browser keeps."""

import re
import unicodedata
from pathlib import Path
from typing import Final
from urllib.parse import quote

from flask import Response, make_response

from web.cohorts.plan import Plan

_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*%;]+')
_NOT_ASCII: Final = re.compile(r"[^A-Za-z0-9._]+")
_LONGEST: Final = 60
_NAMELESS: Final = "upslope"


def file_name(plan: Plan, what: str, ending: str) -> str:
    """Name of a file made of the cohort: 'applicants-ranking.xlsx'."""
    stem = unicodedata.normalize("NFC", Path(plan.table.name).stem)
    stem = "".join(each for each in stem if unicodedata.category(each)[0] != "C")
    plain = _UNSAFE.sub("-", stem).strip(" .-")[:_LONGEST].strip(" .-")
    return f"{plain or _NAMELESS}-{what}.{ending}"


def attachment(content: bytes, name: str, kind: str) -> Response:
    """A file to keep. A name beyond ASCII is told by RFC 5987, and plainly to whoever doesn't know that."""
    response = make_response(content)
    response.mimetype = kind
    plain = _NOT_ASCII.sub("-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()).strip("-")
    fallback = plain if not plain.startswith(".") else _NAMELESS + plain
    header = f'attachment; filename="{fallback}"'
    if fallback != name:
        header += f"; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Disposition"] = header
    return response
