"""Sheet: a picture under construction, filled from top to bottom and handed out as SVG."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from scoring.peers.picture.wrapping import width_of, wrap
from scoring.text import Lang

WIDTH: Final = 360
LEFT: Final = 16
RIGHT: Final = WIDTH - LEFT
BODY: Final = 12
SMALL: Final = 11
_HEADING: Final = 14
_BOLD: Final = 1.12
"""How much wider bold letters run."""
_LEADING: Final = 1.35
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Sheet:
    """Shapes and text so far; `y` is where the next free line begins."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.y = 4.0
        self._shapes: list[str] = []

    def shape(self, tag: str, kind: str, **attributes: float | str) -> None:
        """Add a shape of class `peer-<kind>`; an underscore in an attribute's name stands for a hyphen."""
        self._shapes.append(f"<{tag}{_written({'class': f'peer-{kind}', **attributes})}/>")

    def label(
        self, text: str, x: float, y: float, size: float = SMALL, kind: str = "label", bold: bool = False
    ) -> None:
        """A line of text centred on `x`, moved sideways as far as it takes to stay in the picture."""
        half = width_of(text, size * _BOLD if bold else size) / 2
        centre = min(max(x, half + 2), WIDTH - half - 2) if 2 * half < WIDTH - 4 else WIDTH / 2
        self.text(text, centre, y, size, kind, anchor="middle", bold=bold)

    def text(
        self, text: str, x: float, y: float, size: float = BODY, kind: str = "text", anchor: str = "start",
        bold: bool = False,
    ) -> None:  # fmt: skip
        """A line of text with its baseline at `y`."""
        head: dict[str, float | str] = {"class": f"peer-{kind}", "x": x, "y": y, "font-size": size}
        if anchor != "start":
            head["text-anchor"] = anchor
        if bold:
            head["font-weight"] = "600"
        self._shapes.append(f"<text{_written(head)}>{_escaped(text)}</text>")

    def paragraph(self, text: str, size: float = BODY, kind: str = "text", bold: bool = False) -> None:
        """Text from margin to margin on as many lines as it takes."""
        for line in wrap(_clean(text), RIGHT - LEFT, size * _BOLD if bold else size):
            self.y += size * _LEADING
            self.text(line, LEFT, self.y - 3, size, kind, bold=bold)
        self.y += 3

    def heading(self, text: str) -> None:
        """The name of what is shown."""
        self.paragraph(text, _HEADING, "name", bold=True)

    def svg(self, measure: str, title: str, sentences: Sequence[str]) -> str:
        """The picture; its ids carry the measure and a hash of the content, so that pictures share a page."""
        desc = ("" if self.lang == "zh" else " ").join(_ended(each, self.lang) for each in sentences)
        content = "".join(self._shapes)
        digest = sha256(_clean(title + desc + content).encode()).hexdigest()[:12]
        stem = f"peer-{re.sub('[^A-Za-z0-9]+', '-', measure)}-{digest}"
        tongue = "zh-CN" if self.lang == "zh" else "en"
        head = _written({
            "xmlns": "http://www.w3.org/2000/svg", "class": "peer-picture", "viewBox": f"0 0 {WIDTH} {self.y + 6:.0f}",
            "role": "img", "aria-labelledby": f"{stem}-title {stem}-desc", "lang": tongue, "xml:lang": tongue,
            "font-family": "sans-serif", "fill": "currentColor",
        })  # fmt: skip
        words = f'<title id="{stem}-title">{_escaped(title)}</title><desc id="{stem}-desc">{_escaped(desc)}</desc>'
        return f"<svg{head}>{words}{content}</svg>"


def _written(attributes: Mapping[str, float | str]) -> str:
    return "".join(f" {name.replace('_', '-')}={quoteattr(_value(value))}" for name, value in attributes.items())


def _value(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _clean(text: str) -> str:
    """Without the characters that XML forbids even when escaped."""
    return _NOT_XML.sub("", text)


def _escaped(text: str) -> str:
    return escape(_clean(text))


def _ended(sentence: str, lang: Lang) -> str:
    if sentence.rstrip().endswith((".", "!", "?", "。", "！", "？")):
        return sentence.rstrip()
    return sentence.rstrip() + ("。" if lang == "zh" else ".")
