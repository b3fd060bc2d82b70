"""A tiny rule book with one question and one fact of each kind, and a way to read a made-up table with it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from scoring.errors import Problem
from scoring.intake import Intake, read_table
from scoring.profile import CompanyProfile
from scoring.rulesets.book import RuleBook
from scoring.rulesets.facts import FactFile
from scoring.rulesets.schema import RuleSet, Weights

AS_OF = date(2023, 6, 30)


def characteristic(
    name: str, zh: str, ask: dict[str, Any], scale: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    both = {"en": "text", "zh": "文字"}
    return {
        "id": name,
        "name": {"en": name.replace("_", " ").capitalize(), "zh": zh},
        "weight": 20,
        "input": name,
        "ask": {"question": {"en": f"What of {name}?", "zh": f"{zh}如何？"}, **ask},
        "scale": scale or [{"id": "any", "points": 50, "says": both}],
        "source": {"section": "5.1", "basis": "expert judgement"},
        "rationale": both,
        "remedy": {"action": both, "effort": "low", "evidenced_by": both},
        "lifecycle": "stable",
    }


def choice(name: str, en: str, zh: str) -> dict[str, Any]:
    return {"id": name, "points": 50, "says": {"en": en, "zh": zh}}


@pytest.fixture(scope="session")
def book() -> RuleBook:
    items = [
        {"id": name, "says": {"en": en, "zh": zh}}
        for name, en, zh in [
            ("research", "research and development", "研发"),
            ("sales", "sales", "销售"),
            ("finance", "finance, tax", "财务"),
        ]
    ]
    rules = RuleSet.model_validate(
        {
            "id": "tiny",
            "order": 1,
            "section": "5.1",
            "name": {"en": "Tiny", "zh": "小"},
            "summary": {"en": "Tiny", "zh": "小"},
            "sub_factors": [
                {
                    "id": "all",
                    "weight": 100,
                    "section": "5.1",
                    "name": {"en": "All", "zh": "全"},
                    "summary": {"en": "All", "zh": "全"},
                    "characteristics": [
                        characteristic("pays", "有付费客户", {"kind": "yes_no"}),
                        characteristic("gross_margin", "毛利率", {"kind": "percent"}),
                        characteristic(
                            "patents",
                            "专利数",
                            {"kind": "number", "integer": True, "max": 1000, "unit": {"en": "patents", "zh": "件"}},
                        ),
                        characteristic(
                            "grants",
                            "扶持资金",
                            {"kind": "number", "max": 100000, "unit": {"en": "× CNY 10,000", "zh": "万元"}},
                        ),
                        characteristic(
                            "source_map",
                            "数据来源梳理",
                            {"kind": "choice"},
                            [choice("none", "not written down", "尚未梳理"), choice("full", "all listed", "全部列出")],
                        ),
                        characteristic("functions", "职能负责人", {"kind": "checklist", "items": items}),
                    ],
                }
            ],
        }
    )
    return RuleBook((rules,), cast(Weights, None), "tiny", fact_file=facts())


def facts() -> FactFile:
    """A fact of each kind, as policy packs ask for them."""
    titles = [
        {"id": "kexiao", "says": {"en": "technology SME, registered", "zh": "科技型中小企业（有入库登记编号）"}},
        {"id": "gaoqi", "says": {"en": "high-tech enterprise (高新技术企业)", "zh": "高新技术企业"}},
    ]  # fmt: skip
    levels = [
        {"id": "high", "says": {"en": "high: among the leaders", "zh": "高：处于行业领先水平"}},
        {"id": "none", "says": {"en": "nothing advanced about it", "zh": "无：谈不上先进性"}},
    ]
    people = {"en": "people", "zh": "人"}
    listed = [
        fact("science_staff", "科技人员数", {"kind": "number", "integer": True, "max": 1000, "unit": people}),
        fact("market_share", "全国市场占有率", {"kind": "percent"}),
        fact("tech_level", "技术先进程度", {"kind": "choice"}) | {"choices": levels},
        fact("titles", "已有资质", {"kind": "checklist", "items": titles}),
        fact("restricted_products", "限制类产品", {"kind": "yes_no"}),
    ]
    group = {"id": "all", "name": {"en": "Programme facts", "zh": "资质情况"}, "facts": listed}
    both = {"en": "text", "zh": "文字"}
    return FactFile.model_validate({"name": both, "summary": both, "groups": [group]})


def fact(name: str, zh: str, ask: dict[str, Any]) -> dict[str, Any]:
    question = {"en": f"What of {name}?", "zh": f"{zh}如何？"}
    return {"id": name, "name": {"en": name.replace("_", " "), "zh": zh}, "ask": {"question": question, **ask}}


def dumped(profile: CompanyProfile) -> dict[str, object]:  # type: ignore[type-arg]
    return profile.model_dump(mode="json", exclude_defaults=True)


def noted(intake: Intake) -> str:
    return "\n".join(map(str, intake.notes))


def in_chinese(problem: Problem) -> bool:
    """Whether message and remedy are there in Chinese as well, and not in English only."""
    texts = [text for text in (problem.message, problem.expected) if text]
    return all(re.search(r"[\u4e00-\u9fff]", text.zh) and text.zh != text.en for text in texts)


Read = Callable[..., Intake]


@pytest.fixture
def read(tmp_path: Path, book: RuleBook) -> Read:
    """Write a table as UTF-8 CSV (or the bytes given) and read it."""

    def write_and_read(content: str | bytes, name: str = "table.csv", **options: Any) -> Intake:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if isinstance(options.get("mapping"), str):
            (tmp_path / "mapping.yaml").write_text(options["mapping"], encoding="utf-8")
            options["mapping"] = tmp_path / "mapping.yaml"
        return read_table(path, book=options.pop("book", book), as_of=options.pop("as_of", AS_OF), **options)

    return write_and_read
