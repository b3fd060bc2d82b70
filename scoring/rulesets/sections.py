"""Sections of the report that rule files name: which there are, and where one is named that does not exist."""

from collections.abc import Iterator, Sequence

from scoring.report_facts import facts
from scoring.rulesets.checks import Fault, Path
from scoring.rulesets.schema import RuleSet
from scoring.text import both

_A_SECTION = both("a section of the report, such as 5.3", "报告中的章节号，例如 5.3")
_FACTORS_CHAPTER = ("5", "5.1", "5.2", "5.3", "5.4", "5.5", "5.6")


def report_sections() -> tuple[str, ...]:
    """Sections of the report that a rule file may name, in their order."""
    return tuple(sorted({fact.section for fact in facts().values()} | set(_FACTORS_CHAPTER)))


def sections_of(rules: RuleSet) -> Iterator[tuple[Path, str]]:
    """Every section of the report that a rule set names, with its path."""
    yield ("section",), rules.section
    for s, sub in enumerate(rules.sub_factors):
        yield ("sub_factors", s, "section"), sub.section
        for c, item in enumerate(sub.characteristics):
            yield ("sub_factors", s, "characteristics", c, "source", "section"), item.source.section


def section_faults(given: Sequence[tuple[Path, str]], known: Sequence[str]) -> Iterator[Fault]:
    """Yield sections that the report does not have."""
    for path, section in given:
        if section not in known:
            yield path, both(f"the report has no section {section}", f"报告中没有 {section} 节"), _A_SECTION
