"""Options: what the choices of a field are called, and which of them a text in a condition means."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from scoring import taxonomy
from scoring.errors import Wrong, quoted, shortened
from scoring.intake.cells.choices import choices
from scoring.profile.choices import near_names
from scoring.profile.places import to_place
from scoring.rulesets.schema import Question
from scoring.taxonomy import Taxonomy
from scoring.text import Text, both

REGION, CLUSTER = "region:", "cluster:"
YES_NO = {"no": both("no", "否"), "yes": both("yes", "是")}
_YES, _NO = ("yes", "true", "是", "有"), ("no", "false", "否", "无")


class Meaning(NamedTuple):
    """What a text means: the id of a choice, and its name in words."""

    id: str
    name: Text


@dataclass(frozen=True, eq=False)
class Options:
    """The choices of a field in the order of their codes, by name, and how a text is understood (raises Wrong)."""

    names: dict[str, Text]
    means: Callable[[str], Meaning]

    @property
    def order(self) -> tuple[str, ...]:
        """Ids in the order of their codes."""
        return tuple(self.names)


def from_taxonomy(entries: Taxonomy[Any]) -> Options:
    """Options out of a taxonomy: slug, either name or any alias."""
    names = {entry.slug: both(entry.en, entry.zh) for entry in entries}

    def means(text: str) -> Meaning:
        entry = entries.find(text)
        if entry is None:
            listed = entries.name.replace("_", " ")
            en, zh = f"{shortened(text)!r} is not among the known {listed}", f"没有收录{quoted(text)}"
            raise Wrong(en, zh, near_names(entries, text))
        return Meaning(entry.slug, names[entry.slug])

    return Options(names, means)


def stages() -> Options:
    """Stages; a round stands for the stage it belongs to (A+ for A)."""
    ladder = from_taxonomy(taxonomy.stages())

    def means(text: str) -> Meaning:
        entry = None if taxonomy.stages().find(text) else taxonomy.rounds().find(text)
        if entry is None or entry.stage is None:
            try:
                return ladder.means(text)
            except Wrong as error:
                english, chinese = (mark.join(ladder.names) for mark in (", ", "、"))
                raise Wrong(error.text.en, error.text.zh, both(f"one of {english}", f"下列之一：{chinese}")) from None
        return Meaning(entry.stage, ladder.names[entry.stage])

    return Options(ladder.names, means)


def of_question(item: Question) -> Options:
    """Options of a question of the rule sets: id, or wording in either language."""
    if item.ask and item.ask.kind == "yes_no":
        return yes_no()
    parts = item.ask.items if item.ask and item.ask.kind == "checklist" else item.scale
    return listed({part.id: part.says for part in parts})


def listed(names: dict[str, Text]) -> Options:
    """Options of a plain list of ids with their names."""
    known = choices(names.items())

    def means(text: str) -> Meaning:
        found = known.find(text)
        if found is None:
            expected = both(f"one of {known.listed.en}", f"下列之一：{known.listed.zh}")
            raise Wrong(f"{shortened(text)!r} is no choice here", f"没有{quoted(text)}这个选项", expected)
        return Meaning(found, names[found])

    return Options(names, means)


def yes_no() -> Options:
    """Yes and no."""

    def means(text: str) -> Meaning:
        word = text.casefold()
        if word not in _YES + _NO:
            en, zh = f"{shortened(text)!r} is neither yes nor no", f"{quoted(text)}看不出是或否"
            raise Wrong(en, zh, both("yes or no", "是或否（yes 或 no）"))
        found = "yes" if word in _YES else "no"
        return Meaning(found, YES_NO[found])

    return Options(YES_NO, means)


def places() -> Options:
    """Places in any spelling, and beside them the regions and city clusters of China."""
    names = {entry.slug: both(entry.en, entry.zh) for entry in taxonomy.places()}
    groups = ((REGION, taxonomy.regions()), (CLUSTER, taxonomy.clusters()))

    def means(text: str) -> Meaning:
        for prefix, entries in groups:
            if entry := entries.find(text):
                return Meaning(prefix + entry.slug, both(entry.en, entry.zh))
        slug = str(to_place(text))
        return Meaning(slug, names[slug])

    return Options(names, means)


@cache
def holders(place: str) -> frozenset[str]:
    """The place and all that it lies in: places, region (`region:…`) and city cluster (`cluster:…`)."""
    entry = taxonomy.places()[place]
    groups = {f"{REGION}{entry.region}"} if entry.region else set()
    if entry.cluster:
        groups.add(f"{CLUSTER}{entry.cluster}")
    return frozenset({place} | groups | (holders(entry.parent) if entry.parent else set()))
