"""Texts are read once, but what is long is not kept."""

from scoring.intake.cells.remembered import LONGEST, remembered


def test_only_short_texts_are_remembered() -> None:
    asked: list[str] = []

    @remembered(10)
    def read(text: str, unit: str) -> str:
        asked.append(text)
        return text[:1] + unit

    short, long = "a" * LONGEST, "b" * (LONGEST + 1)
    assert [read(text, "万") for text in (short, long, short, long)] == ["a万", "b万", "a万", "b万"]
    assert asked == [short, long, long]
