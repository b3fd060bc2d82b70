"""Words of the pages in both languages, kept in `web/words/`: one YAML file an area, `area.key` names a text.

The engine's own texts (labels, questions, reasons) come with the engine; here is only what the pages add.
"""

from functools import cache
from pathlib import Path
from typing import Final

from scoring.rulesets.yamlfile import YamlFile
from scoring.text import Lang, Text

_FOLDER: Final = Path(__file__).parent / "words"


@cache
def words() -> dict[str, Text]:
    """All texts by `area.key`. Raises ValidationError where a language is missing, InputError for a double key."""
    return {
        f"{file.stem}.{key}": Text.model_validate(text)
        for file in sorted(_FOLDER.glob("*.yaml"))
        for key, text in dict(YamlFile(file, file.name).data or {}).items()
    }


def say(key: str, lang: Lang, /, **values: object) -> str:
    """The text `key` with its gaps filled. Raises KeyError for a text or a value that is not there."""
    text = words()[key].in_(lang)
    return text.format(**values) if values else text
