"""The fields that a condition may name: results, profile, derived facts, official programmes, and all questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, Literal

from scoring import taxonomy
from scoring.columns.registry import DERIVED
from scoring.policies.evaluate import programmes_of
from scoring.policies.report import VERDICT_WORDS
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Question
from scoring.shortlist import options
from scoring.shortlist.options import Options
from scoring.taxonomy import normalise
from scoring.text import Text, both

Kind = Literal["number", "date", "choice", "list", "place"]
Form = Literal["plain", "share", "percent"]
Origin = Literal["result", "factor", "profile", "column", "policy"]

POLICY: Final = "policy_"
"""What the names of programmes begin with."""
_POINTS, _MONTHS, _PLAIN = both("points", "分"), both("months", "个月"), None
_MILLION, _PEOPLE = both("million yuan", "百万元"), both("people", "人")

_RESULTS: Final[dict[str, tuple[Text, Form, Text | None]]] = {
    "composite": (both("Composite", "综合得分"), "plain", _POINTS),
    "low": (both("Lower bound of the composite", "综合得分下限"), "plain", _POINTS),
    "high": (both("Upper bound of the composite", "综合得分上限"), "plain", _POINTS),
    "evidenced_score": (both("Evidenced score", "证据折算得分"), "plain", _POINTS),
    "geometric": (both("Geometric composite", "几何平均综合得分"), "plain", _POINTS),
    "weakest": (both("Score of the weakest factor", "最弱要素得分"), "plain", _POINTS),
    "standing": (both("Standing among companies of its stage (model)", "同阶段位次（模型）"), "plain", _POINTS),
    "coverage": (both("Coverage", "信息覆盖率"), "share", _PLAIN),
    "probability_12m": (both("Likelihood of a round within 12 months", "12 个月内再融资的可能性"), "share", _PLAIN),
    "probability_24m": (both("Likelihood of a round within 24 months", "24 个月内再融资的可能性"), "share", _PLAIN),
}  # fmt: skip
_DERIVED: Final[dict[str, tuple[Text, Text | None]]] = {
    "head_count": (both("Head count", "员工人数"), _PEOPLE),
    "age_months": (both("Age of the company", "公司年龄"), _MONTHS),
    "rounds_count": (both("Number of rounds", "融资次数"), both("rounds", "次")),
    "months_since_last_round": (both("Time since the latest round", "距最近一轮的时间"), _MONTHS),
    "months_per_round": (both("Time between rounds", "相邻两轮间隔"), _MONTHS),
    "months_to_first_round": (both("Time from founding to the first round", "从成立到首轮融资的时间"), _MONTHS),
    "total_raised_cny_m": (both("Raised in total", "累计融资额"), _MILLION),
    "last_round_cny_m": (both("Size of the latest round", "最近一轮融资额"), _MILLION),
    "investors_count": (both("Number of investors", "投资方数量"), both("investors", "家")),
    "investor_kinds_count": (both("Kinds of investors", "投资方类型数"), both("kinds", "类")),
    "stage": (both("Stage", "融资阶段"), None),
    "layer": (both("Ecosystem layer", "产业链层级"), None),
    "sector_quadrant": (both("Quadrant of the sector", "行业所处象限"), None),
    "sector_crowding": (both("Crowding of the sector", "行业拥挤程度"), None),
    "city_tier": (both("Tier of the city", "城市梯队"), None),
    "in_pilot_zone": (both("In a national AI pilot zone", "位于国家人工智能试验区"), None),
    "giant_investor": (both("A platform giant among the investors", "投资方中有平台巨头"), None),
    "industry_investor": (both("An industry investor", "有产业投资方"), None),
    "state_investor": (both("A government fund among the investors", "投资方中有政府引导基金"), None),
    "incubator_investor": (both("An incubator among the investors", "投资方中有孵化器"), None),
}
_DERIVED_WORDS: Final = {
    "embryonic": both("embryonic", "萌芽期"), "transition": both("transition", "过渡期"),
    "growth": both("growth", "成长期"), "developing": both("developing", "发展期"),
    "crowded": both("crowded", "拥挤"), "other": both("other", "其他"),
}  # fmt: skip
_VERDICTS: Final[dict[str, Text]] = {name: words for name, words in VERDICT_WORDS.items() if name != "cannot_say"}
"""What a programme comes to; where that can't be said it is unknown."""
_SHOWN: Final = 3


@dataclass(frozen=True, eq=False)
class Field:
    """A field of a condition.

    `form` says how its numbers are written: plain, as a share (0.4 or 40%) or as a percentage (40 or 40%). `ordered`
    choices can be compared by size. A list also counts: its number of entries can be compared.
    """

    id: str
    name: Text
    kind: Kind
    origin: Origin
    form: Form = "plain"
    unit: Text | None = None
    options: Options | None = None
    ordered: bool = False


@dataclass(frozen=True, eq=False)
class Fields:
    """All fields by id, and by every spelling that stands for one."""

    by_id: dict[str, Field]
    spellings: dict[str, Field]

    def find(self, text: str) -> Field | None:
        """The field that a text names, by id or label."""
        return self.by_id.get(text) or self.spellings.get(_key(text))

    def near(self, text: str) -> Text:
        """The fields whose names come nearest."""
        key = _key(text)
        holding = [form for form in self.spellings if key and key in form]
        close = sorted(holding, key=len) + get_close_matches(key, self.spellings, 4 * _SHOWN, 0.5)
        found = list({self.spellings[form].id: self.spellings[form] for form in close}.values())[:_SHOWN]
        if not found:
            found = [self.by_id[name] for name in ("stage", "city", "coverage")]
        english = ", ".join(f"{field.id} ({field.name.en})" for field in found)
        chinese = "、".join(f"{field.id}（{field.name.zh}）" for field in found)
        return both(f"a known field, such as {english}", f"已有的字段，例如 {chinese}")


@lru_cache(maxsize=8)
def fields_of(book: RuleBook) -> Fields:
    """The fields of a rule book. Where two share a name, results come before the profile, and that before answers."""
    by_id: dict[str, Field] = {}
    for field in _all(book):
        by_id.setdefault(field.id, field)
    spellings: dict[str, Field] = {}
    for forms in ("id", "name"):
        for field in by_id.values():
            for form in (field.id,) if forms == "id" else (field.name.en, field.name.zh):
                spellings.setdefault(_key(form), field)
    return Fields(by_id, spellings)


def _key(text: str) -> str:
    return normalise(text.replace("_", ""))


def _all(book: RuleBook) -> Iterator[Field]:
    for name, (label, form, unit) in _RESULTS.items():
        yield Field(name, label, "number", "result", form, unit)
    for rules in book.rule_sets:
        yield Field(rules.id, rules.name, "number", "factor", unit=_POINTS)
    yield Field("city", both("City", "所在城市"), "place", "profile", options=options.places())
    sectors = options.from_taxonomy(taxonomy.sectors())
    yield Field("sectors", both("Sectors", "应用行业"), "list", "profile", options=sectors)
    yield Field("sector", both("Main sector", "主攻行业"), "choice", "column", options=sectors)
    segments = options.from_taxonomy(taxonomy.segments())
    yield Field("segment", both("Segment", "细分领域"), "choice", "profile", options=segments)
    yield Field("founded", both("Founded", "成立时间"), "date", "profile")
    grades = options.from_taxonomy(taxonomy.evidence_grades())
    label = both("Evidence of identity and funding", "基本信息与融资经历的证据等级")
    yield Field("evidence", label, "choice", "profile", options=grades, ordered=True)
    yield from map(_derived, DERIVED)
    for programme in programmes_of(book.packs):
        label = programme.versions[-1].name
        yield Field(f"{POLICY}{programme.id}", label, "choice", "policy", options=options.listed(_VERDICTS))
    yield from map(_question, book.asked())


def _derived(name: str) -> Field:
    label, unit = _DERIVED[name]
    kind, values = DERIVED[name]
    if kind == "number":
        return Field(name, label, "number", "column", unit=unit)
    if kind == "yes_no":
        return Field(name, label, "choice", "column", options=options.yes_no())
    if name == "stage":
        return Field(name, label, "choice", "column", options=options.stages(), ordered=True)
    if name == "layer":
        return Field(name, label, "choice", "column", options=options.from_taxonomy(taxonomy.layers()))
    tiers = {tier.slug: both(tier.en, tier.zh) for tier in taxonomy.tiers()}
    names = {value: tiers.get(value) or _DERIVED_WORDS[value] for value in values}
    return Field(name, label, "choice", "column", options=options.listed(names))


def _question(item: Question) -> Field:
    ask = item.ask
    assert ask is not None  # noqa: S101 - only asked characteristics come here
    if ask.kind == "number":
        return Field(item.input, item.name, "number", "column", unit=ask.unit)
    if ask.kind == "percent":
        return Field(item.input, item.name, "number", "column", "percent")
    kind: Kind = "list" if ask.kind == "checklist" else "choice"
    return Field(item.input, item.name, kind, "column", options=options.of_question(item))
