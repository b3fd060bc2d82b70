"""The picture of a stage mix: a bar a stage, the stage asked for marked by a triangle and bold words."""

from math import isfinite
from typing import Final

from scoring.peers.picture.finish import finished
from scoring.peers.picture.numbers import percent
from scoring.peers.picture.scale import MARK, polygon
from scoring.peers.picture.sheet import BODY, LEFT, RIGHT, Sheet
from scoring.peers.picture.wrapping import wrap
from scoring.peers.result import StageMix, StageShare
from scoring.text import Lang, both

_NAMES: Final = 96.0
_BAR_LEFT: Final = LEFT + 14 + _NAMES
_LONGEST: Final = RIGHT - 40 - _BAR_LEFT
_LINE: Final = 15.0


def mix_svg(mix: StageMix, lang: Lang) -> str:
    """Picture of how a group spreads over the stages, or of the reason why that is not known."""
    sheet = Sheet(lang)
    sheet.heading(mix.name)
    known = [each for each in mix.shares if isfinite(each.share)] if mix.peers else []
    said = _bars(sheet, known, mix.stage) if known else []
    return finished(sheet, "stage-mix", mix.name, said, mix.note, mix.peers)


def _bars(sheet: Sheet, shares: list[StageShare], asked: str | None) -> list[str]:
    """Draw a bar for each share; returns what they say."""
    largest = max(_share(each) for each in shares) or 1.0
    sheet.y += 4
    for each in shares:
        _bar(sheet, each, _LONGEST * _share(each) / largest, each.stage == asked)
    sheet.y += 4
    lang = sheet.lang
    said = [("、" if lang == "zh" else ", ").join(f"{each.name} {percent(100 * _share(each))}" for each in shares)]
    for each in shares:
        if each.stage == asked:
            said.append(both(f"Stage asked for: {each.name}.", f"所查阶段：{each.name}。").in_(lang))
            sheet.paragraph(f"▶ {said[-1]}", kind="value")
    return said


def _bar(sheet: Sheet, each: StageShare, length: float, asked: bool) -> None:
    lines = wrap(each.name, _NAMES, BODY * 1.05) or ["-"]
    middle = sheet.y + _LINE * len(lines) / 2 + 1
    for line in lines:
        sheet.y += _LINE
        sheet.text(line, LEFT + 14, sheet.y - 3, BODY, "stage", bold=asked)
    if asked:
        polygon(sheet, "asked", [(LEFT, middle - 6), (LEFT + 10, middle), (LEFT, middle + 6)])
    colour = MARK if asked else "#7d8998"
    sheet.shape("rect", "bar", x=_BAR_LEFT, y=middle - 5, width=max(length, 1.0), height=10, fill=colour)
    sheet.text(percent(100 * _share(each)), _BAR_LEFT + max(length, 1.0) + 5, middle + 4, BODY, "share", bold=asked)
    sheet.y += 4


def _share(each: StageShare) -> float:
    return min(max(each.share, 0.0), 1.0)
