"""Reads the taxonomy files of `data/taxonomies/` into entries, each file once."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

import yaml

from scoring.resources import resource
from scoring.taxonomy.entries import Entry
from scoring.taxonomy.lookup import Taxonomy, TaxonomyError

E = TypeVar("E", bound=Entry)

# libyaml's parser is 5-10 times faster than the pure Python one, but not built everywhere.
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(*parts: str) -> dict[str, Any]:
    """The mapping in a YAML file of the resource folder `data`. Raises TaxonomyError when it is not one."""
    path = resource("data", *parts)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        raise TaxonomyError(f"{path}: not readable as YAML: {error}") from error
    if not isinstance(content, dict):
        raise TaxonomyError(f"{path}: expected a mapping at the top, found {type(content).__name__}")
    return content


@cache
def load(name: str, kind: type[E]) -> Taxonomy[E]:
    """The taxonomy of `data/taxonomies/<name>.yaml`: a mapping `entries`; lists `ignore`, `unresolved`."""
    content = read_yaml("taxonomies", f"{name}.yaml")
    if not isinstance(content.get("entries"), dict):
        raise TaxonomyError(f"{name}.yaml: expected a mapping 'entries' of slug to fields")
    rows = entries(name, kind, content["entries"])
    return Taxonomy(name, rows, content.get("ignore", ()), content.get("unresolved", ()))


def entries(name: str, kind: type[E], rows: Mapping[str, Mapping[str, Any]]) -> list[E]:
    """One entry of the class `kind` for each row. Raises TaxonomyError naming file and slug."""
    return [_entry(name, kind, slug, row) for slug, row in rows.items()]


def _entry(name: str, kind: Callable[..., E], slug: str, row: Mapping[str, Any]) -> E:
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    try:
        entry = kind(slug=slug, **fields)
    except TypeError as error:
        raise TaxonomyError(f"{name}.yaml, entry {slug!r}: {error}") from error
    _check_text(name, slug, (entry.slug, entry.en, entry.zh, *entry.aliases))
    return entry


def _check_text(name: str, slug: object, texts: Iterable[object]) -> None:
    # YAML reads a bare NO, 1.0 or null as something else than text.
    for text in texts:
        if not isinstance(text, str):
            raise TaxonomyError(f"{name}.yaml, entry {slug!r}: {text!r} is not text; put it in quotes")
