"""Marks as written onto the one scale of the table: numbers, shares, letters and words each by their own span."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from scoring.judges.cells import LADDERS
from scoring.judges.entries import Entry
from scoring.judges.headers import Span
from scoring.judges.scale_checks import guessed_scale, refuse_outside
from scoring.text import Text, both

_LETTERS: Final = Span(1, 5)
_PERCENT: Final = Span(0, 100)
_LETTERS_READ: Final = both(
    "letters are read as A = 5, B = 4, C = 3, D = 2, E or F = 1; a plus or minus is a third of a step",
    "字母等级按 A＝5、B＝4、C＝3、D＝2、E 或 F＝1 读取，加减号为三分之一级",
)

Key = tuple[str, Span | None, str, float]


def to_one_scale(source: str, entries: Sequence[Entry]) -> tuple[list[float], Span, list[Text]]:
    """Values of the entries on the table's scale, that scale, and what was interpreted.

    Marks that are written alike share a span (words: within a criterion); the span of most marks is the table's, and
    others are stretched onto it. Raises InputError for marks that can't belong to their scale.
    """
    groups: dict[Key, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        top = entry.seen.top if entry.seen.family == "share" else 0.0
        criterion = entry.criterion if entry.seen.family == "word" else ""
        groups[criterion, entry.scale, entry.seen.family, top].append(at)
    values = [entry.seen.value for entry in entries]
    spans: dict[Key, Span] = {}
    notes: list[Text] = []
    for group, places in groups.items():
        spans[group] = _span(source, [entries[at] for at in places], values, places, notes)
    counts: Counter[Span] = Counter()
    for group, places in groups.items():
        counts[spans[group]] += len(places)
    scale = max(counts, key=lambda span: (counts[span], span.high - span.low))
    for group, places in groups.items():
        if (span := spans[group]) != scale:
            for at in places:
                share = (values[at] - span.low) / (span.high - span.low)
                values[at] = scale.low + share * (scale.high - scale.low)
    notes += [_stretched(span, scale, count) for span, count in counts.items() if span != scale]
    return values, scale, list(dict.fromkeys(notes))


def _span(source: str, entries: Sequence[Entry], values: list[float], places: Sequence[int], notes: list[Text]) -> Span:
    """Span of marks written alike; words get their `values` here, and shares without a sign become percent."""
    family, first = entries[0].seen.family, entries[0]
    if family == "share":
        return Span(0, first.seen.top)
    if family == "letter":
        notes.append(_LETTERS_READ)
        return _LETTERS
    if family == "word":
        return _worded(entries, values, places, notes)
    if first.scale:
        refuse_outside(source, entries, first.scale)
        return first.scale
    span = guessed_scale(source, entries)
    if span.high == 1 and any(not values[at].is_integer() for at in places):
        for at in places:
            values[at] *= 100
        notes.append(
            both(
                "marks from 0 to 1 are read as shares: 0.85 is 85 of 100", "0 到 1 之间的分数按比例读取：0.85 即 85 分"
            )
        )
        return _PERCENT
    notes.append(both(
        f"marks are taken to be on the scale {span.low:g} to {span.high:g}, since no header names another",
        f"表头没有写明分制，按 {span.low:g} 到 {span.high:g} 分理解",
    ))  # fmt: skip
    return span


def _worded(entries: Sequence[Entry], values: list[float], places: Sequence[int], notes: list[Text]) -> Span:
    ladder = _ladder({entry.seen.word for entry in entries})
    for at, entry in zip(places, entries, strict=True):
        values[at] = ladder[entry.seen.word]
    steps = sorted(ladder.items(), key=lambda step: step[1])
    listed = ", ".join(f"{word} = {value:g}" for word, value in steps)
    zh = "、".join(f"{word}＝{value:g}" for word, value in steps)
    notes.append(both(f"words are read as {listed}", f"文字等级按 {zh} 读取"))
    return Span(1, max(ladder.values()))


def _ladder(words: set[str]) -> dict[str, float]:
    """Value of each word: its step on the first ladder that has them all, else its share of its own, from 1 to 5."""
    for ladder in LADDERS:
        if words <= set(ladder):
            return {word: float(step) for step, word in enumerate(ladder, start=1)}
    own = {word: next(ladder for ladder in LADDERS if word in ladder) for word in sorted(words)}
    return {word: 1 + 4 * ladder.index(word) / (len(ladder) - 1) for word, ladder in own.items()}


def _stretched(span: Span, scale: Span, count: int) -> Text:
    return both(
        f"{count:,} {'mark' if count == 1 else 'marks'} from {span.low:g} to {span.high:g} stretched onto "
        f"{scale.low:g} to {scale.high:g}",
        f"{count:,} 个 {span.low:g} 到 {span.high:g} 分制的分数已换算到 {scale.low:g} 到 {scale.high:g} 分",
    )
