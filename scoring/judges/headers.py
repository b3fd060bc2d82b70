"""What the header of a column says in a table of marks: company, judge, mark, criterion, no mark; and its scale."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from scoring.intake.headings.headers import key, understand
from scoring.rulesets.book import shipped_book
from scoring.text import Text, both

Role = Literal["company", "judge", "mark", "criterion", "total", "left out", "profile", "other"]


class Span(NamedTuple):
    """A scale from its lowest to its highest mark."""

    low: float
    high: float


_COMPANY: Final = frozenset(
    ["项目", "参评项目", "参评企业", "参赛企业", "被评企业", "被评项目", "申报单位", "申报企业", "单位", "单位名称",
     "团队名称", "applicant", "team", "project", "firm", "candidate", "companies"]
)  # fmt: skip
_JUDGE: Final = frozenset(
    ["评委", "评委姓名", "评委名称", "评委名", "评审", "评审人", "评审专家", "评审姓名", "评审员", "专家", "专家姓名",
     "评分人", "打分人", "评分专家", "评分者", "裁判", "导师", "评委编号", "专家编号",
     "judge", "judges", "judgename", "nameofjudge", "reviewer", "reviewername", "assessor", "assessorname",
     "evaluator", "rater", "expert", "scorer", "marker", "jurymember", "panellist", "panelist", "markedby", "scoredby"]
)  # fmt: skip
_MARK: Final = frozenset(
    ["打分", "评分", "分数", "得分", "分值", "评委打分", "专家打分", "评委评分", "专家评分", "评审得分", "评审打分",
     "等级", "评级", "评定", "星级",
     "mark", "marks", "score", "scores", "rating", "ratings", "grade", "points", "stars", "judgescore"]
)  # fmt: skip
_CRITERION: Final = frozenset(
    ["指标", "指标名称", "维度", "评分维度", "评价维度", "评分指标", "评价指标", "评审指标", "评分项", "评审项",
     "项目指标", "考核指标", "标准", "评分标准",
     "criterion", "criteria", "criterionname", "dimension", "indicator", "aspect", "category", "item"]
)  # fmt: skip
_TOTAL: Final = re.compile(
    r"总分|总得分|总评分|总成绩|总计|合计|综合(得分|分|评分|分数)?|最终(得分|分|评分|分数)|total\w*|sum|overall\w*|finalscore|finalmark"
)
_NO_MARK: Final = re.compile(
    r"(序号?|编号|编码|项目编号|企业编号|no|nr|id|number|index|"
    r"平均.*|均分|均值|中位数|标准差|方差|最高分?|最低分?|去掉.*|去除.*|average.*|avg.*|mean.*|median|maximum|minimum|"
    r"std.*|sd|variance|排名.*|名次|排序|rank.*|place|position|结果|结论|是否.*|result|decision|selected|"
    r"日期|时间|.*时间|.*日期|date|time|timestamp|submitted.*|权重.*|weight.*|组别|分组|小组|场次|group|session|批次|"
    r".*链接|网址|官网|url|website|link|.*简介|介绍|描述|description|summary|about|附件|"
    r".*(备注|评语|意见|点评|评价|建议|理由|说明|comments?|remarks?|notes?|feedback|reasons?))"
)
_RANGE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*分?\s*(?:-|~|–|—|至|到|to)\s*(\d+(?:\.\d+)?)")
_TOP: Final = re.compile(
    r"(?:满分|最高|总分|out of|max\.?|maximum|of|/)\s*(?:为|是|:)?\s*(\d+(?:\.\d+)?)|"
    r"(\d+(?:\.\d+)?)\s*(?:分(?=[)\]])|分制|分满分|制|-point)"
)
_SYSTEMS: Final = {"百分制": 100.0, "十分制": 10.0, "五分制": 5.0, "五级制": 5.0}
_BRACKETS: Final = re.compile(r"[(\[{【<][^()\[\]{}【】<>]*[)\]}】>]")

_LONGEST: Final = 120
_LEFT_OUT: Final = {
    "left out": both("its header speaks of no marks", "从表头看不是打分"),
    "total": both("it sums up other marks", "是其他打分的汇总"),
    "profile": both("it describes the company", "是公司的基本信息"),
}


def role_of(header: str) -> Role:
    """What a column is for, by its header alone; 'other' may be a judge or a criterion."""
    bare = key(_BRACKETS.sub(" ", unicodedata.normalize("NFKC", header))) or key(header)
    named: tuple[tuple[frozenset[str], Role], ...] = (
        (_COMPANY, "company"),
        (_JUDGE, "judge"),
        (_MARK, "mark"),
        (_CRITERION, "criterion"),
    )
    for names, role in named:
        if bare in names:
            return role
    if _TOTAL.fullmatch(bare):
        return "total"
    if _NO_MARK.fullmatch(bare):
        return "left out"
    use = understand(header, "", shipped_book())
    if use.how == "unknown":
        return "other"
    return "company" if use.field in ("name", "legal_name") else "profile"


def roles_of(headers: Sequence[str]) -> list[Role]:
    """What each column is for. 'Max' beside 'Min' is no judge, 'Max' alone is one."""
    extremes = {"max", "min"} <= set(map(key, headers))
    return [
        "left out" if extremes and key(header) in ("max", "min") else role_of(header) if _is_header(header) else "other"
        for header in headers
    ]


def _is_header(text: str) -> bool:
    """Whether a cell is short enough for a header; a sentence is none, and long text would be slow to understand."""
    return 0 < len(text) <= _LONGEST


def why_left_out(role: Role) -> Text:
    """Why a column of that role is not read as marks."""
    return _LEFT_OUT.get(role, _LEFT_OUT["left out"])


def declared_scale(header: str) -> Span | None:
    """The scale that a header names, as in 评分（0-10）, 'mark (out of 5)' or 百分制; None where it names none."""
    text = unicodedata.normalize("NFKC", header).casefold()
    for name, top in _SYSTEMS.items():
        if name in text:
            return Span(0, top)
    inside = " ".join(_BRACKETS.findall(text))
    if (match := _RANGE.search(inside)) and float(match[1]) < float(match[2]):
        return Span(float(match[1]), float(match[2]))
    if match := _TOP.search(inside):
        top = float(match[1] or match[2])
        return Span(0, top) if top > 0 else None
    return None
