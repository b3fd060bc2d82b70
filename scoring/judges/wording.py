"""Words for a committee: why to discuss a company, and what stands out in a judge."""

from typing import Final

import numpy as np

from scoring.judges.corrected import Corrected
from scoring.judges.disagreement import Disagreement
from scoring.judges.marks import Marks
from scoring.text import Lang, Text, both

_FEW: Final = 3
_WORTH_SAYING: Final = 0.03
_SPREAD: Final = 1.25


def ordinal(number: int) -> str:
    """1 is '1st', 12 is '12th'."""
    last = number % 10 if number % 100 not in (11, 12, 13) else 0
    return f"{number:,}{({1: 'st', 2: 'nd', 3: 'rd'}).get(last, 'th')}"


def why_discuss(marks: Marks, corrected: Corrected, found: Disagreement, at: int, lang: Lang) -> str:
    """Why the committee should talk about the company in place `at` of the marks."""
    texts = []
    if found.against_scores[at] > 1:
        texts.append(_against_scores(found, at))
    if found.among_judges[at] > 1:
        texts.append(_among_judges(marks, corrected, at))
    return (" " if lang == "en" else "").join(text.in_(lang) for text in texts)


def _against_scores(found: Disagreement, at: int) -> Text:
    judges, scores, size = int(found.by_judges[at]), int(found.by_scores[at]), found.both
    if judges < scores:
        ask = both(
            "discuss what the judges saw that the profile does not tell.",
            "请讨论：评委看到了哪些材料里没有写到的东西？",
        )
    else:
        ask = both(
            "discuss what put the judges off that the profile does not tell.",
            "请讨论：评委有哪些材料里看不出来的顾虑？",
        )
    return both(
        f"Judges place it {ordinal(judges)} of {size:,}, the scores {ordinal(scores)}: {ask.en}",
        f"在 {size:,} 家公司中，评委排第 {judges:,}，系统评分排第 {scores:,}。{ask.zh}",
    )


def _among_judges(marks: Marks, corrected: Corrected, at: int) -> Text:
    own = np.flatnonzero(marks.company == at)
    left = corrected.left_over[own]
    top, bottom = own[np.argmax(left)], own[np.argmin(left)]
    low, high = (
        float(np.clip(corrected.mark[at] + corrected.left_over[one], marks.scale_low, marks.scale_high))
        for one in (bottom, top)
    )
    highest, lowest = marks.judges[marks.judge[top]], marks.judges[marks.judge[bottom]]
    return both(
        f"Judges are further apart on it than usual: even with severity and spread allowed for, from {low:.3g} "
        f"({lowest}) to {high:.3g} ({highest}). Hear both before deciding.",
        "评委之间分歧明显大于平常：扣除打分松紧和离散程度的影响后，"
        f"仍从 {low:.3g} 分（{lowest}）到 {high:.3g} 分（{highest}）。决定前请先听双方说明理由。",
    )


def about_judge(marks: Marks, corrected: Corrected, at: int, lang: Lang) -> str | None:
    """What stands out in the judge in place `at`; None where nothing does."""
    own = marks.values[marks.judge == at]
    texts = []
    if len(own) >= _FEW and np.ptp(own) == 0:
        texts.append(
            both(
                "gives every company the same mark, which tells none from another",
                "给每家公司的分数都一样，无法区分高下",
            )
        )
    elif len(own) < _FEW:
        only = "a single mark" if len(own) == 1 else f"only {len(own)} marks"
        texts.append(
            both(f"{only}: severity and spread are hardly known", f"只打了 {len(own)} 个分，松紧和离散程度都难以判断")
        )
    else:
        texts += _severity(marks, corrected, at) + _spread(corrected, at)
    if not texts:
        return None
    return ("; " if lang == "en" else "；").join(text.in_(lang) for text in texts)


def _severity(marks: Marks, corrected: Corrected, at: int) -> list[Text]:
    points = float(corrected.severity[at])
    sure = corrected.severity_low[at] > 0 or corrected.severity_high[at] < 0
    if not sure or abs(points) < _WORTH_SAYING * (marks.scale_high - marks.scale_low):
        return []
    if points > 0:
        return [
            both(f"severe: marks {points:.2g} points below the average judge", f"偏严：比评委平均低 {points:.2g} 分")
        ]
    return [
        both(f"lenient: marks {-points:.2g} points above the average judge", f"偏松：比评委平均高 {-points:.2g} 分")
    ]


def _spread(corrected: Corrected, at: int) -> list[Text]:
    times = float(corrected.spread[at])
    if corrected.spread_low[at] > 1 and times > _SPREAD:
        return [both(
            f"spreads marks {times:.1f} times as wide as the average judge",
            f"分数拉得较开，差距是评委平均的 {times:.1f} 倍",
        )]  # fmt: skip
    if corrected.spread_high[at] < 1 and times < 1 / _SPREAD:
        return [both(
            f"hardly tells companies apart: spreads marks {times:.1f} times as wide as the average judge",
            f"区分度偏低，分数差距只有评委平均的 {times:.1f} 倍",
        )]  # fmt: skip
    return []
