"""PDF out of HTML, with nothing fetched from anywhere; and what this machine lacks to make one.

WeasyPrint is imported when the first PDF is asked for: it loads system libraries that may be missing.
"""

import ctypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final, Literal

Lacking = Literal["pango", "font"]
MOST_PAGES: Final = 4
_STYLE: Final = Path(__file__).parent / "static" / "css" / "pdf.css"
_LIBRARIES: Final = (
    ("libpango-1.0.so.0", "libpango-1.0-0", "libpango-1.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "libpangoft2-1.0.dylib"),
)
_FONTCONFIG: Final = ("libfontconfig.so.1", "libfontconfig-1", "libfontconfig.1.dylib")
_CHINESE: Final = b":lang=zh-cn"
_ONE_AT_A_TIME: Final = Lock()
"""A PDF takes a second of work and some 100 MB: several at once would take the machine from everybody else."""


class PdfLacks(Exception):
    """No PDF can be made here; `what` is missing."""

    def __init__(self, what: Lacking) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Pdf:
    """A PDF and how many pages it has."""

    content: bytes
    pages: int


@cache
def missing() -> Lacking | None:
    """What this machine lacks to make a PDF, found without loading WeasyPrint: Pango, a Chinese font, or nothing."""
    if not all(_loaded(names) for names in _LIBRARIES):
        return "pango"
    return None if _has_chinese_font() else "font"


def to_pdf(html: str) -> Pdf:
    """Lay out a page in A4. Raises PdfLacks where something is missing for it."""
    if lacking := missing():
        raise PdfLacks(lacking)
    with _ONE_AT_A_TIME:
        try:
            from weasyprint import CSS, HTML  # noqa: PLC0415 - loads system libraries, see above
            from weasyprint.urls import URLFetcher  # noqa: PLC0415
        except OSError:
            raise PdfLacks("pango") from None
        fetcher = URLFetcher(allowed_protocols=())  # refuses every address: all that is needed is in the page
        style = CSS(string=_STYLE.read_text(encoding="utf-8"), url_fetcher=fetcher)
        document = HTML(string=html, base_url=None, url_fetcher=fetcher).render(stylesheets=[style])
        return Pdf(document.write_pdf(), len(document.pages))


def _loaded(names: tuple[str, ...]) -> ctypes.CDLL | None:
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def _has_chinese_font() -> bool:
    """Ask fontconfig, which Pango brings along, for fonts that can write Simplified Chinese."""
    config = _loaded(_FONTCONFIG)
    if config is None:
        return False
    for name in ("FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(config, name).restype = ctypes.c_void_p
    pattern, objects = ctypes.c_void_p(config.FcNameParse(_CHINESE)), ctypes.c_void_p(config.FcObjectSetCreate())
    config.FcObjectSetAdd(objects, b"family")
    fonts = config.FcFontList(None, pattern, objects)
    found = bool(fonts) and ctypes.cast(fonts, ctypes.POINTER(ctypes.c_int))[0] > 0
    if fonts:
        config.FcFontSetDestroy(ctypes.c_void_p(fonts))
    config.FcObjectSetDestroy(objects)
    config.FcPatternDestroy(pattern)
    return found
