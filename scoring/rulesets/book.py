"""The rule book: all rule sets of a folder and the factor weights, read and checked together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.errors import InputError, Problem, refuse
from scoring.resources import content_hash, resource
from scoring.rulesets import checks
from scoring.rulesets.facts import Fact, FactFile
from scoring.rulesets.packfiles import PACKS, PackFiles
from scoring.rulesets.packs import Pack
from scoring.rulesets.reading import parse
from scoring.rulesets.schema import FIELD_NAMES, Ask, Question, RuleSet, Weights
from scoring.rulesets.sections import report_sections, section_faults, sections_of
from scoring.rulesets.yamlfile import YamlFile
from scoring.text import both

WEIGHTS = "weights.yaml"
_FOLDER = both("a folder with one YAML file a success factor", "每项成功要素一个 YAML 文件的文件夹")


@dataclass(frozen=True, eq=False)
class RuleBook:
    """Rule sets in the order of the factors, their weights, policy packs with what they ask, and the content hash."""

    rule_sets: tuple[RuleSet, ...]
    weights: Weights
    version: str
    packs: tuple[Pack, ...] = ()
    fact_file: FactFile | None = None

    def asked(self) -> list[Question]:
        """All questions: the characteristics that carry one for their answer, then the facts of the packs."""
        return [*(item for rules in self.rule_sets for item in rules.characteristics if item.ask), *self.facts]

    @property
    def facts(self) -> list[Fact]:
        """Questions that only policy packs ask."""
        return [fact for group in self.fact_file.groups for fact in group.facts] if self.fact_file else []

    @property
    def asks(self) -> dict[str, Ask]:
        """Questions by the name of their answer."""
        return checks.asks_of(self.rule_sets) | {fact.id: fact.ask for fact in self.facts}


@cache
def shipped_book() -> RuleBook:
    """Rule sets that come with the product."""
    return load_book(resource("rules"))


def load_book(folder: Path, weights: Path | None = None) -> RuleBook:
    """Read the rule sets of `folder`, with the weights there or in the file `weights`.

    Raises InputError naming every fault with file, line and path.
    """
    files = _files(folder, weights)
    problems: list[Problem] = []
    rule_sets = {name: parse(file, RuleSet, FIELD_NAMES, problems) for name, file in files.items() if name != WEIGHTS}
    factor_weights = parse(files[WEIGHTS], Weights, FIELD_NAMES, problems)
    sound = {name: rules for name, rules in rule_sets.items() if rules}
    if len(sound) == len(rule_sets):
        problems += _cross_check(files, sound, factor_weights)
    ordered = tuple(sorted(sound.values(), key=lambda rules: rules.order))
    packs = PackFiles.read(folder, problems)
    problems += packs.problems(ordered)
    if problems or factor_weights is None:
        raise InputError(problems)
    return RuleBook(ordered, factor_weights, _version(folder, weights), packs.ordered, packs.facts)


def reference_problems(folder: Path, facts: Sequence[str]) -> list[Problem]:
    """Problems with the facts and the sections of the report that the files of a sound `folder` refer to."""
    problems = []
    sections = report_sections()
    for name, file in _files(folder, None).items():
        if name == WEIGHTS:
            given: list[tuple[checks.Path, str]] = [(("section",), Weights.model_validate(file.data).section)]
        else:
            rules = RuleSet.model_validate(file.data)
            problems += [file.problem(*fault) for fault in checks.fact_faults(rules, facts)]
            given = list(sections_of(rules))
        problems += [file.problem(*fault) for fault in section_faults(given, sections)]
    return problems


def _version(folder: Path, weights: Path | None) -> str:
    packs = [folder / PACKS] if (folder / PACKS).is_dir() else []
    return content_hash(*sorted(folder.glob("*.yaml")), *packs, *([weights] if weights else []))


def _files(folder: Path, weights: Path | None) -> dict[str, YamlFile]:
    if not folder.is_dir():
        raise refuse(str(folder), "no such folder", "没有这个文件夹", expected=_FOLDER)
    paths = {path.name: path for path in sorted(folder.glob("*.yaml"))}
    paths[WEIGHTS] = weights or folder / WEIGHTS
    if len(paths) == 1:
        raise refuse(str(folder), "holds no rule file", "里面没有规则文件", expected=_FOLDER)
    inside = folder.resolve().name
    return {
        name: YamlFile(path, str(path) if path == weights else f"{inside}/{path.name}") for name, path in paths.items()
    }


def _cross_check(files: dict[str, YamlFile], sound: dict[str, RuleSet], weights: Weights | None) -> Iterator[Problem]:
    asks = checks.asks_of(list(sound.values()))
    taken: dict[str, str] = {}
    for name, rules in sound.items():
        for fault in checks.rule_set_faults(rules, asks, taken):
            yield files[name].problem(*fault)
    if weights:
        for fault in checks.weights_faults(weights, [rules.id for rules in sound.values()]):
            yield files[WEIGHTS].problem(*fault)
