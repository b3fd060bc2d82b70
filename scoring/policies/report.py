"""The packs in words for one company: a PolicyResult a programme."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from scoring.columns.build import columns_of
from scoring.policies.company import Company
from scoring.policies.evaluate import CANNOT_SAY, Evaluated, Policies, Programme
from scoring.policies.near import near_miss
from scoring.policies.pack_words import cautions_of, head_of, span_of
from scoring.policies.result import VERDICTS, PolicyCondition, PolicyResult, PolicyScore, Verdict
from scoring.policies.score_report import STATES, score_report
from scoring.policies.wording import Wording, inputs_of, plain_number
from scoring.profile import CompanyProfile, profile_model
from scoring.rulesets.book import RuleBook, shipped_book
from scoring.rulesets.packs import Condition, Pack
from scoring.rulesets.states import MET, UNKNOWN
from scoring.table.from_profiles import table_of
from scoring.text import Lang, Text, both

VERDICT_WORDS: Final[dict[Verdict, Text]] = {
    "qualifies": both("Qualifies on what was stated", "按所填信息符合条件"),
    "may": both("May qualify", "可能符合"),
    "does_not": both("Does not qualify", "不符合"),
    "cannot_say": both("Can't be told yet", "暂时无法判断"),
    "not_in_force": both("No version in force", "该日期没有现行版本"),
}
_IN_DOUBT: Final = both("figures to be checked first", "需先核对存疑的数据")
_NOT_IN_FORCE: Final = both(
    "No version in force on {} is included. Included: {}.", "未收录 {} 有效的版本。已收录：{}。"
)


def policies_of(
    profile: CompanyProfile[Any] | Mapping[str, Any], *, lang: Lang = "en", book: RuleBook | None = None
) -> list[PolicyResult]:
    """What each programme says of one company as of its date.

    `profile` is a CompanyProfile or a mapping of its fields (then a pydantic ValidationError names what is wrong).
    """
    book = book or shipped_book()
    if not isinstance(profile, CompanyProfile):
        profile = profile_model(book).model_validate(profile)
    table = table_of([profile], book)
    return results_of(Policies(table, columns_of(table, book), book), 0, lang)


def results_of(policies: Policies, at: int, lang: Lang) -> list[PolicyResult]:
    """What each programme says of the company at place `at`."""
    company, day = Company(Wording(policies.book, lang), policies.values, at), policies.table.as_of[at]
    assert day is not None  # noqa: S101 - every company has a date
    return [_result(policies, programme, day, company) for programme in policies.programmes]


def _result(policies: Policies, programme: Programme, day: date, company: Company) -> PolicyResult:
    pack = programme.in_force(day)
    if pack is None:
        return _not_in_force(programme, day, company.words)
    found, at = policies.of(pack), company.at
    gates = _conditions(pack.gates, found.gates[:, at].tolist(), company)
    routes = _conditions(pack.routes, found.routes[:, at].tolist(), company)
    score = score_report(pack.score, found.score, company) if pack.score and found.score else None
    verdict, missing = VERDICTS[int(found.verdict[at])], _missing(found, company)
    return PolicyResult(
        programme=programme.id,
        pack=pack.id,
        name=company.words.say(pack.name),
        as_of=day,
        verdict=verdict,
        in_words=_in_words(verdict, score, len(missing), company.words),
        points_low=score.low if score else None,
        points_high=score.high if score else None,
        points_max=score.max if score else None,
        **head_of(pack, company.words),
        gates=gates,
        score=score,
        routes=routes,
        near_miss=near_miss(found, company),
        missing=missing,
        remarks=company.odd(_read(pack)),
        cautions=cautions_of(pack, company.words),
    )


def _conditions(listed: Sequence[Condition], states: Sequence[int], company: Company) -> list[PolicyCondition]:
    return [_condition(each, state, company) for each, state in zip(listed, states, strict=True)]


def _condition(condition: Condition, state: int, company: Company) -> PolicyCondition:
    words, names = company.words, inputs_of(condition)
    changes = condition.change if state != MET and not condition.fixed else None
    return PolicyCondition(
        id=condition.id,
        name=words.say(condition.name),
        clause=words.say(condition.clause),
        state=STATES[state],
        wanted=words.wanted(condition),
        found=company.found(names),
        change=words.say(changes) if changes else None,
        missing=company.missing(names) if state == UNKNOWN else [],
        remark=company.remarks(names),
        judged=condition.judged,
        fixed=condition.fixed,
        sources=condition.sources,
        caution=words.caution(condition.sources, condition.note),
    )


def _read(pack: Pack) -> list[str]:
    """All inputs that a pack reads, in the order of its conditions."""
    of_conditions = [name for each in (*pack.gates, *pack.routes) for name in inputs_of(each)]
    return [*of_conditions, *(each.input for item in pack.items for each in item.calculations)]


def _missing(found: Evaluated, company: Company) -> list[str]:
    """Answers that would decide the verdict."""
    at = company.at
    if int(found.verdict[at]) != CANNOT_SAY:
        return []
    pairs = zip((*found.pack.gates, *found.pack.routes), (*found.gates[:, at], *found.routes[:, at]), strict=True)
    names = [name for condition, state in pairs if state == UNKNOWN for name in inputs_of(condition)]
    if found.score and found.score.lacking[at]:
        items = zip(found.pack.items, found.score.items, strict=True)
        names += [each.input for item, points in items if points.lacking[at] for each in item.calculations]
    return company.missing(dict.fromkeys(names))


def _in_words(verdict: Verdict, score: PolicyScore | None, missing: int, words: Wording) -> str:
    parts = []
    if score:
        low, high, most = map(plain_number, (score.low, score.high, score.max))
        span = low if low == high else f"{low}–{high}"
        parts.append(f"{span} 分（满分 {most}）" if words.lang == "zh" else f"{span} of {most} points")
    if verdict == "cannot_say" and not missing:
        parts.append(words.say(_IN_DOUBT))
    if missing:
        answers = f"{missing} answer{'s' * (missing > 1)} missing"
        parts.append(f"还缺 {missing} 项信息" if words.lang == "zh" else answers)
    said = words.say(VERDICT_WORDS[verdict])
    return said + words.colon + ("，" if words.lang == "zh" else ", ").join(parts) if parts else said


def _not_in_force(programme: Programme, day: date, words: Wording) -> PolicyResult:
    spans = words.listed(span_of(pack, words) for pack in programme.versions)
    return PolicyResult(
        programme=programme.id,
        pack=None,
        name=words.say(programme.versions[-1].name),
        as_of=day,
        verdict="not_in_force",
        in_words=words.say(_NOT_IN_FORCE).format(day, spans),
    )
