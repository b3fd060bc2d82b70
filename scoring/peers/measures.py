"""What is compared: the measures, their names and units, and which end is better."""

from dataclasses import dataclass
from typing import Final

from scoring.peers.result import Better
from scoring.rulesets.book import RuleBook
from scoring.text import Text, both


@dataclass(frozen=True)
class Measure:
    """A number of a company: a column of a profile table, or a score; `counted` ones are whole numbers."""

    id: str
    name: Text
    unit: Text
    better: Better
    counted: bool = False


PROBABILITY: Final = "probability_24m"
COMPOSITE: Final = "composite"
_MILLION: Final = both("million yuan", "百万元")
_MONTHS: Final = both("months", "个月")

REFERENCE: Final = (
    Measure("last_round_cny_m", both("Size of the latest round", "最近一轮融资额"), _MILLION, "higher"),
    Measure("total_raised_cny_m", both("Raised in total", "累计融资额"), _MILLION, "higher"),
    Measure("rounds_count", both("Number of rounds", "融资次数"), both("rounds", "次"), "neither", True),
    Measure("months_per_round", both("Time between rounds", "相邻两轮间隔"), _MONTHS, "lower"),
    Measure("age_months", both("Age of the company", "公司年龄"), _MONTHS, "neither"),
    Measure("head_count", both("Head count", "员工人数"), both("people", "人"), "higher", True),
    Measure(
        PROBABILITY,
        both("Likelihood of a further round within 24 months (model)", "24 个月内再次融资的可能性（模型预测）"),
        both("%", "%"),
        "higher",
    ),
)
"""Measures of the reference population; all but the model's probability are columns of a profile table."""

RATES: Final = {
    12: both("Raised a further round within 12 months", "12 个月内再次融资的比例"),
    24: both("Raised a further round within 24 months", "24 个月内再次融资的比例"),
}
"""Shares of a group, by horizon in months."""

STAGE_MIX: Final = both("Stages of the companies", "企业的融资阶段分布")


def rate_id(months: int) -> str:
    """Name of a rate among the measures."""
    return f"raised_again_{months}m"


def score_measures(book: RuleBook) -> tuple[Measure, ...]:
    """The composite and the factor scores, compared within this installation or a cohort."""
    points = both("points", "分")
    factors = [Measure(rules.id, rules.name, points, "higher") for rules in book.rule_sets]
    return (Measure(COMPOSITE, both("Composite", "综合得分"), points, "higher"), *factors)
