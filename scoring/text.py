"""Words for people: every text the product shows exists in English and in Simplified Chinese."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Lang = Literal["en", "zh"]

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Text(BaseModel):
    """One text in both languages; neither may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    en: Words
    zh: Words

    def in_(self, lang: Lang) -> str:
        """The text in the language asked for."""
        return self.zh if lang == "zh" else self.en


def both(en: str, zh: str | None = None) -> Text:
    """Make a text of both wordings; one wording serves both where it is a name or a number."""
    return Text(en=en, zh=zh or en)
