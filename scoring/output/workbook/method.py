"""The sheet of method and versions: how the numbers came about, and how to make them again."""

from typing import Final

from scoring.cohort.influence import NAMES
from scoring.output.workbook.book import Book
from scoring.output.workbook.page import Page
from scoring.ranking import Ranking
from scoring.text import Lang, Text, both

_WIDTHS: Final = [30, 100]
_WORDS: Final[dict[str, Text]] = {
    "sheet": both("Method & versions", "方法与版本"),
    "scores": both("Scores", "评分"),
    "composite": both("Composite", "综合得分"),
    "composite_say": both(
        "Weighted mean of six success factors, 0–100. The weights depend on the stage of the company. "
        "What is not answered counts as 50.",
        "六项成功要素的加权平均，0–100 分，权重随企业所处阶段而定；未回答的问题按 50 分计入。",
    ),
    "interval": both("Low, high", "下限、上限"),
    "interval_say": both(
        "The composite with every unknown answer at its worst, at its best.",
        "所有未知答案分别取最差、最好时的综合得分。",
    ),
    "evidence": both("Evidenced score", "证据折算得分"),
    "evidence_say": both(
        "Like the composite, each answer discounted by the grade of its evidence.",
        "与综合得分相同，但每项答案按证据等级打折。",
    ),
    "ranks": both("Ranks", "名次"),
    "ranks_say": both(
        "By the composite rounded to two decimals; companies with equal composites share a rank.",
        "按保留两位小数的综合得分排序，得分相同则名次相同。",
    ),
    "tested": both("How the ranking was put to the test", "名次的稳健性检验"),
    "draws": both("Draws", "模拟次数"),
    "seed": both("Seed", "随机种子"),
    "spread": both("Spread of the weights", "权重变动幅度"),
    "held": both("Held still", "保持不变的因素"),
    "top": both("Top places", "前列名次数"),
    "error": both("Largest sampling error of a share", "比例的最大抽样误差"),
    "tested_say": both(
        "In every draw the choices below are made anew and the companies ranked. The interval of ranks holds the "
        "middle 90 % of the draws (OECD/JRC Handbook on Composite Indicators, 2008).",
        "每次模拟都重新抽取以下各项选择并重新排名，名次区间为居中 90% 的模拟结果"
        "（依据 OECD/JRC《综合指标构建手册》，2008）。",
    ),
    "bands_say": both(
        "A tie band holds the companies that the data can't separate from its first one.",
        "凭现有数据无法与该档首位区分开的企业归入同一档。",
    ),
    "bands": both("Tie bands", "并列档"),
    "again": both("How to make it again", "如何复现"),
    "again_say": both(
        "The same table, options and versions give the same numbers. Put your own files in place of the names in "
        "capitals, and add the weights, rule sets, mapping of columns or sheet if others than the usual were used.",
        "输入表、选项和版本相同，结果就相同。请把大写的文件名换成自己的文件；"
        "若另行指定了权重、规则集、列映射或工作表，请一并加上。",
    ),
    "command": both("Command", "命令"),
    "versions": both("Versions", "版本"),
    "upslope": both("upslope", "Upslope"),
    "rules": both("rules", "规则集"),
    "data": both("data", "数据"),
    "model": both("model", "模型"),
}

_LIST: Final[dict[Lang, str]] = {"en": ", ", "zh": "、"}


def add_method(book: Book, result: Ranking) -> None:
    """Add the sheet."""
    page = Page(book, _WORDS["sheet"], _WIDTHS)
    page.title(book.say(_WORDS["sheet"]))
    page.heading(book.say(_WORDS["scores"]))
    for name in ("composite", "interval", "evidence", "ranks"):
        page.fact(book.say(_WORDS[name]), book.say(_WORDS[f"{name}_say"]))
    _tested(book, page, result)
    page.heading(book.say(_WORDS["again"]))
    page.paragraph(book.say(_WORDS["again_say"]))
    page.fact(book.say(_WORDS["command"]), command(result))
    page.heading(book.say(_WORDS["versions"]))
    for name, version in result.versions.model_dump().items():
        page.fact(book.say(_WORDS[name]), version)


def _tested(book: Book, page: Page, result: Ranking) -> None:
    tested = result.uncertainty
    if tested is None:
        return
    page.heading(book.say(_WORDS["tested"]))
    page.paragraph(book.say(_WORDS["tested_say"]))
    page.fact(book.say(_WORDS["draws"]), tested.draws)
    page.fact(book.say(_WORDS["seed"]), tested.seed, "0")
    page.fact(book.say(_WORDS["spread"]), tested.spread, "0%")
    if tested.held:
        held = [NAMES[choice].in_(result.lang) for choice in tested.held]
        page.fact(book.say(_WORDS["held"]), _LIST[result.lang].join(held))
    page.fact(book.say(_WORDS["top"]), tested.top)
    page.fact(book.say(_WORDS["error"]), tested.error, "0.0%")
    page.fact(book.say(_WORDS["bands"]), book.say(_WORDS["bands_say"]))
    for each in tested.influences:
        page.fact(each.name, each.about)


def command(result: Ranking) -> str:
    """The command line that makes this ranking again; names in capitals stand for the user's files."""
    parts = ["upslope rank TABLE.xlsx", f"--as-of {result.as_of.isoformat()}", f"--lang {result.lang}"]
    if (tested := result.uncertainty) is not None:
        parts += [f"--draws {tested.draws}", f"--seed {tested.seed}", f"--spread {tested.spread:g}"]
        parts += [f"--aggregation {tested.aggregation}"] if tested.aggregation != "either" else []
        parts += [f"--hold {choice}" for choice in tested.held]
    else:
        parts.append("--draws 0")
    if result.shortlist is not None:
        parts += ["--shortlist GATES.yaml"] if result.shortlist.gates else []
        parts += [f"--seats {result.shortlist.seats}"] if result.shortlist.seats is not None else []
    if result.judges is not None:
        parts += ["--judges MARKS.xlsx"] + (["--z-scores"] if result.judges.method == "z-scores" else [])
    if result.changes is not None:
        parts += ["--before EARLIER.xlsx", f"--before-as-of {result.changes.before_as_of.isoformat()}"]
    return " ".join([*parts, "--output ranking.xlsx"])
