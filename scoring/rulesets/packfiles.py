"""The policy packs of a folder of rules: `policies/facts.yaml`, what they ask, and one file a pack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scoring.errors import Problem
from scoring.rulesets.checks import asks_of
from scoring.rulesets.facts import Fact, FactFile
from scoring.rulesets.pack_checks import fact_faults, kinds_of, pack_faults
from scoring.rulesets.packs import PACK_FIELDS, Pack
from scoring.rulesets.reading import parse
from scoring.rulesets.schema import Question, RuleSet
from scoring.rulesets.yamlfile import YamlFile
from scoring.text import both

PACKS: Final = "policies"
FACTS: Final = "facts.yaml"


@dataclass(frozen=True)
class PackFiles:
    """Packs by the name of their file, those that could be read; `facts` is None where there is no such file."""

    files: dict[str, YamlFile]
    packs: dict[str, Pack]
    facts: FactFile | None

    @classmethod
    def read(cls, folder: Path, problems: list[Problem]) -> "PackFiles":
        """Read the packs of a folder of rules, which may have none; what can't be read is added to `problems`."""
        inside = f"{folder.resolve().name}/{PACKS}"
        paths = sorted((folder / PACKS).glob("*.yaml"))
        files = {path.name: YamlFile(path, f"{inside}/{path.name}") for path in paths}
        facts = parse(files[FACTS], FactFile, PACK_FIELDS, problems) if FACTS in files else None
        parsed = {name: parse(file, Pack, PACK_FIELDS, problems) for name, file in files.items() if name != FACTS}
        return cls(files, {name: pack for name, pack in parsed.items() if pack}, facts)

    @property
    def ordered(self) -> tuple[Pack, ...]:
        """The packs in their order, older versions of a programme first."""
        return tuple(sorted(self.packs.values(), key=lambda pack: (pack.order, pack.in_force.from_)))

    def problems(self, rule_sets: Sequence[RuleSet]) -> Iterator[Problem]:
        """What is wrong with the packs beside the rule sets that stand above them."""
        characteristics = [item for rules in rule_sets for item in rules.characteristics if item.ask]
        asked: list[Question] = [*characteristics, *self._listed()]
        kinds = kinds_of(asked)
        if self.facts:
            for fault in fact_faults(self.facts, dict.fromkeys(asks_of(rule_sets), "")):
                yield self.files[FACTS].problem(*fault)
        by_name = {item.input: item for item in asked}
        for name, pack in self.packs.items():
            for fault in pack_faults(pack, kinds, by_name):
                yield self.files[name].problem(*fault)
        yield from self._clashes()

    def _listed(self) -> list[Fact]:
        return [fact for group in self.facts.groups for fact in group.facts] if self.facts else []

    def _clashes(self) -> Iterator[Problem]:
        """Packs that share an id, or a programme on the same day."""
        seen: list[Pack] = []
        for name, pack in self.packs.items():
            for other in seen:
                if pack.id == other.id:
                    wrong = both(f"{pack.id!r} already stands in another file", f"{pack.id!r} 已在另一个文件中用过")
                    yield self.files[name].problem(("id",), wrong, both("a name of its own", "一个不重复的名称"))
                elif pack.programme == other.programme and _overlap(pack, other):
                    wrong = both(f"is in force together with {other.id!r}", f"与 {other.id!r} 的有效期重叠")
                    expected = both("versions that follow each other", "各版本有效期前后衔接")
                    yield self.files[name].problem(("in_force",), wrong, expected)
            seen.append(pack)


def _overlap(one: Pack, other: Pack) -> bool:
    first, second = sorted((one.in_force, other.in_force), key=lambda each: each.from_)
    return first.to is None or first.to >= second.from_
