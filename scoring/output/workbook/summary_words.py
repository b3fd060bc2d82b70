"""Wording of the summary sheet."""

from typing import Final

from scoring.text import Text, both

WORDS: Final[dict[str, Text]] = {
    "sheet": both("Summary", "摘要"),
    "title": both("Ranking of the cohort", "企业排名结果"),
    "as_of": both("As of", "评估基准日"),
    "companies": both("Companies", "企业数"),
    "unranked": both("of them without a rank (nothing known)", "其中无名次（无可用信息）"),
    "rejected": both("Rows that could not be used", "未采用的行"),
    "seats": both("Seats", "名额"),
    "no_limit": both("no limit", "不限"),
    "passed": both("Meet every condition", "满足全部条件"),
    "selected": both("Selected", "入围"),
    "bands": both("How sure the order is", "名次的把握"),
    "bands_say": both(
        "{bands} tie bands over {draws} draws; on average a company moves {shift} places off its rank",
        "经 {draws} 次模拟分为 {bands} 个并列档；企业名次平均变动 {shift} 位",
    ),
    "first": both("The first {count}", "前 {count} 名"),
    "influences": both("What moves the ranking most", "哪些选择最影响名次"),
    "influences_say": both(
        "How much of the movement of ranks each choice causes, alone and together with the others. "
        "The shares with interplay may add up to more than 100 %.",
        "各项选择对名次变动的影响，分为单独影响和含交互的影响；后者合计可能超过 100%。",
    ),
    "judges": both("Judges", "评委"),
    "agreement": both("{name}: {in_words}", "{name}：{in_words}"),
    "discuss": both("To discuss ({count}): {names}", "提请讨论（{count} 家）：{names}"),
    "no_discuss": both(
        "No company on which judges and scores differ more than both leave open.",
        "没有评委与系统评分明显不一致的企业。",
    ),
    "fairness": both("Fairness check", "公平性检查"),
    "basis": both(
        "{selected} of {n} companies; counted as selected: {basis}", "{n} 家中入选 {selected} 家；入选口径：{basis}"
    ),
    "fair": both(
        "No group's selection rate is below four fifths of the highest by more than chance explains.",
        "没有哪一组的入选率显著低于最高组的五分之四。",
    ),
    "no_groups": both("No two groups are large enough to be compared.", "没有足够大的分组可供比较。"),
    "changes": both("Since the earlier cohort", "与上期相比"),
    "know": both("What to know", "阅读提示"),
    "know_unknown": both(
        "What is not answered counts as middling (50). Low and high say what the unknown answers could make of it.",
        "未回答的问题按中等水平（50 分）计入；下限和上限表示未知答案可能造成的得分范围。",
    ),
    "know_thin": both(
        "Companies with under {share} coverage: {thin}. What is known says little about their place.",
        "有 {thin} 家企业的信息覆盖率不足 {share}，已知信息有限，名次仅供参考。",
    ),
    "know_bands": both(
        "The companies of a tie band can't be told from its first one by these data: "
        "decide among them on other grounds.",
        "同一并列档内的企业，凭现有数据无法与该档首位分出高下，请结合其他依据决定。",
    ),
    "know_rejected": both(
        "Rows of the table that are not in the ranking: {rejected}. The sheet of rejected rows says why.",
        "原表中有 {rejected} 行未参与排名，原因见“未采用的行”工作表。",
    ),
    "know_human": both(
        "The ranking prepares a decision; it does not take it. The findings behind each score are on their own sheet.",
        "排名用于辅助决策，不能代替决策；每个得分的依据见相应工作表。",
    ),
}
