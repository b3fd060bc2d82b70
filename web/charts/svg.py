"""SVG written by hand: elements, lines of text, and the picture around them."""

import re
from hashlib import sha256
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

WIDTH: Final = 360.0
"""Width of every chart in its own units; it is drawn for a column of 320 pixels and more."""
ACCENT: Final = "#0b4f5c"
INK: Final = "#1c2226"
SOFT: Final = "#566068"
PALE: Final = "#cfd6d8"
LINE: Final = "#c9c5bb"
FONTS: Final = "'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def shape(tag: str, kind: str, **attributes: float | str) -> str:
    """An empty element of class `chart-<kind>`; an underscore in an attribute's name stands for a hyphen."""
    return f"<{tag}{_written({'class': f'chart-{kind}', **attributes})}/>"


def text(
    words: str, x: float, y: float, *, size: float = 12, kind: str = "text", anchor: str = "start",
    bold: bool = False, fill: str = INK,
) -> str:  # fmt: skip
    """A line of text with its baseline at `y`."""
    given: dict[str, float | str] = {"class": f"chart-{kind}", "x": x, "y": y, "font-size": size, "fill": fill}
    if anchor != "start":
        given["text-anchor"] = anchor
    if bold:
        given["font-weight"] = "600"
    return f"<text{_written(given)}>{_escaped(words)}</text>"


def diamond(x: float, y: float, half: float = 7) -> str:
    """The mark of a score, with a light rim that sets it off from whatever lies beneath."""
    points = f"{x - half:.1f},{y:.1f} {x:.1f},{y - half:.1f} {x + half:.1f},{y:.1f} {x:.1f},{y + half:.1f}"
    return shape("polygon", "mark", points=points, fill=ACCENT, stroke="#ffffff", stroke_width=1.5)


def picture(kind: str, height: float, title: str, desc: str, content: str) -> Markup:
    """The chart as an SVG element; its ids carry a hash of the content, so that many share a page."""
    digest = sha256(_clean(title + desc + content).encode()).hexdigest()[:10]
    stem = f"chart-{kind}-{digest}"
    head = _written({
        "xmlns": "http://www.w3.org/2000/svg", "class": f"chart chart-of-{kind}",
        "viewBox": f"0 0 {WIDTH:.0f} {height:.0f}", "role": "img",
        "aria-labelledby": f"{stem}-title {stem}-desc", "font-family": FONTS,
    })  # fmt: skip
    named = f'<title id="{stem}-title">{_escaped(title)}</title><desc id="{stem}-desc">{_escaped(desc)}</desc>'
    return Markup(f"<svg{head}>{named}{content}</svg>")  # noqa: S704 - every text in it is escaped above


def _written(attributes: dict[str, float | str]) -> str:
    return "".join(f" {name.replace('_', '-')}={quoteattr(_value(value))}" for name, value in attributes.items())


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def _clean(words: str) -> str:
    """Without the characters that XML forbids even when escaped."""
    return _NOT_XML.sub("", words)


def _escaped(words: str) -> str:
    return escape(_clean(words))
