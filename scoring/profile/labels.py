"""Labels on fields: how a pydantic field carries its wording in English and Chinese."""

from typing import Any

from pydantic import Field


def labelled(
    en: str,
    zh: str,
    *,
    help_en: str = "",
    help_zh: str = "",
    taxonomy: str | None = None,
    extra: dict[str, Any] | None = None,
    **options: Any,
) -> Any:
    """Make a pydantic field whose JSON schema names it in both languages.

    `taxonomy` names the list of choices (see `scoring.taxonomy`); forms and importers read it there.
    `extra` adds to what forms read. All of it stands under the key `x-upslope` of the field's JSON schema.
    """
    shown: dict[str, Any] = {"label": {"en": en, "zh": zh}} | (extra or {})
    if help_en:
        shown["help"] = {"en": help_en, "zh": help_zh}
    if taxonomy:
        shown["taxonomy"] = taxonomy
    return Field(title=en, description=help_en or None, json_schema_extra={"x-upslope": shown}, **options)
