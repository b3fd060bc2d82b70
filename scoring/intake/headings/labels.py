"""What people call the fields that columns fill: 'answers.burn_multiple' is 'Burn multiple'."""

from typing import Final, NamedTuple

from scoring import taxonomy
from scoring.intake.headings.accounts import ACCOUNTS, YEARS_BACK, account_fields
from scoring.intake.headings.headers import ANSWER, EVIDENCE, ROUND
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Question
from scoring.text import Text, both

_FIELDS: Final = {
    "name": both("name of the company", "公司名称"), "legal_name": both("registered name", "注册名称"),
    "country": both("country", "国家"), "province": both("province", "省份"), "city": both("city", "城市"),
    "district": both("district", "区县"), "sectors": both("sectors", "应用行业"),
    "layer": both("ecosystem layer", "产业链层级"), "segment": both("segment", "细分领域"),
    "founded": both("founding date", "成立时间"), "head_count": both("head count", "员工人数"),
    "round": both("latest round", "最近一轮的轮次"), "round_date": both("date of the latest round", "最近一轮的时间"),
    "amount": both("amount of the latest round", "最近一轮的金额"), "currency": both("currency", "币种"),
    "investors": both("investors of the latest round", "最近一轮的投资方"),
    "rounds": both("funding history", "融资经历"), "as_of": both("as-of date", "评估基准日"),
    "evidence": both("evidence of identity and funding", "基本信息与融资经历的证据等级"),
}  # fmt: skip
_IDENTITY: Final = ("name", "legal_name", "country", "province", "city", "district", "sectors", "layer", "segment",
                    "founded", "head_count", "as_of")  # fmt: skip
_FUNDING: Final = ("round", "round_date", "amount", "currency", "investors", "rounds")
_GROUPS: Final = {
    "identity": both("The company", "企业基本信息"), "funding": both("Funding", "融资"),
    "accounts": both("Annual accounts", "年度财务数据"), "evidence": both("Evidence", "证据等级"),
}  # fmt: skip
_FIGURES: Final = {
    "revenue": both("revenue", "营业收入"), "main_revenue": both("revenue of the main business", "主营业务收入"),
    "costs": both("total costs and expenses", "成本费用支出总额"), "rd_cost": both("R&D cost", "研发费用"),
    "assets": both("total assets at year end", "年末资产总额"),
    "liabilities": both("total liabilities at year end", "年末负债总额"),
}  # fmt: skip
_YEARS: Final = {
    "1": both("last year", "上年"), "2": both("the year before last", "前年"), "3": both("three years ago", "大前年"),
}  # fmt: skip
_OF_A_ROUND: Final = {
    "date": both("date", "时间"), "amount": both("amount", "金额"), "investors": both("investors", "投资方"),
    "currency": both("currency", "币种"), "type": both("round", "轮次"),
}  # fmt: skip


class FieldGroup(NamedTuple):
    """Fields of one kind that a column may be read as, each with its label."""

    name: Text
    fields: tuple[tuple[str, Text], ...]


def field_groups(book: RuleBook) -> tuple[FieldGroup, ...]:
    """Fields that a mapping may name, in the order of a profile: identity, funding, accounts, answers, evidence.

    Of accounts it is those of the three years before the as-of date; a mapping may name a calendar year as well.
    """
    accounts = account_fields(YEARS_BACK)
    groups = [
        FieldGroup(_GROUPS["identity"], tuple((field, _FIELDS[field]) for field in _IDENTITY)),
        FieldGroup(_GROUPS["funding"], tuple((field, _FIELDS[field]) for field in _FUNDING)),
        FieldGroup(_GROUPS["accounts"], tuple((field, field_label(field, book)) for field in accounts)),
    ]
    for name, items in _asked(book):
        groups.append(FieldGroup(name, tuple((ANSWER + item.input, item.name) for item in items)))
    grades = [("evidence", _FIELDS["evidence"])]
    graded = [ANSWER + item.input + EVIDENCE for item in book.asked()]
    grades += [(field, field_label(field, book)) for field in graded]
    return (*groups, FieldGroup(_GROUPS["evidence"], tuple(grades)))


def _asked(book: RuleBook) -> list[tuple[Text, list[Question]]]:
    """Questions by what they belong to: a factor, or a group of the facts that policy packs ask for."""
    found: list[tuple[Text, list[Question]]] = []
    for rules in book.rule_sets:
        found.append((rules.name, [item for item in rules.characteristics if item.ask]))
    for group in book.fact_file.groups if book.fact_file else ():
        found.append((group.name, [*group.facts]))
    return found


def field_label(field: str, book: RuleBook) -> Text:
    """Label of a field of `ColumnUse`; the field itself where it has none."""
    if field.startswith(ROUND):
        _, slug, part = field.split(".")
        entry = None if slug.isdigit() else taxonomy.rounds()[slug]
        which = both(entry.en, entry.zh) if entry else both(f"round {slug}", f"第 {slug} 轮")
        return both(f"{which.en}: {_OF_A_ROUND[part].en}", f"{which.zh}{_OF_A_ROUND[part].zh}")
    if field.startswith(ACCOUNTS):
        _, year, figure = field.split(".")
        of, label = _YEARS.get(year) or both(year, f"{year} 年"), _FIGURES[figure]
        return both(f"{label.en}, {of.en}", f"{of.zh}{label.zh}")
    if not field.startswith(ANSWER):
        return _FIELDS.get(field) or both(field)
    answer = field.removeprefix(ANSWER)
    stem = answer.removesuffix(EVIDENCE)
    name = next((item.name for item in book.asked() if item.input == stem), both(stem))
    return name if stem == answer else both(f"{name.en}: evidence", f"{name.zh}的证据")
