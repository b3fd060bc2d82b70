"""The programmes themselves, whoever asks: which version is in force on a day, and all that it wants, in words."""

from datetime import date

from pydantic import Field

from scoring.policies.evaluate import Programme, programmes_of
from scoring.policies.listing_parts import (
    ListedBand,
    ListedCalculation,
    ListedCondition,
    ListedGroup,
    ListedItem,
    ListedScore,
)
from scoring.policies.pack_words import cautions_of, head_of, span_of
from scoring.policies.result import PolicyDocument
from scoring.policies.wording import Wording, plain_number
from scoring.result import Result
from scoring.rulesets.book import RuleBook, shipped_book
from scoring.rulesets.packs import Calculation, Condition, ItemGroup, Minimum, Pack, Score, ScoredItem
from scoring.text import Lang, both

_JUDGED = both("{} to {}, judged by experts", "{}–{}，由专家评定")


class ListedProgramme(Result):
    """A programme: the version in force on the day asked for, or which versions there are.

    `single_source` counts figures that rest on one source; `figures` counts all.
    """

    programme: str
    pack: str | None
    name: str
    in_force: bool
    versions: list[str]
    documents: list[PolicyDocument] = Field(default_factory=list)
    effective_from: date | None = None
    effective_to: date | None = None
    status: str | None = None
    outcome: str | None = None
    gates: list[ListedCondition] = Field(default_factory=list)
    score: ListedScore | None = None
    routes: list[ListedCondition] = Field(default_factory=list)
    papers: list[str] = Field(default_factory=list)
    figures: int = 0
    single_source: int = 0
    cautions: list[str] = Field(default_factory=list)
    check: str | None = None


class PolicyListing(Result):
    """All programmes as of a day, and the version of the rules that they come from."""

    as_of: date
    programmes: list[ListedProgramme]
    version: str


def listed(as_of: date, lang: Lang = "en", book: RuleBook | None = None) -> PolicyListing:
    """The programmes of a book as of a day."""
    book = book or shipped_book()
    words = Wording(book, lang)
    programmes = [_programme(each, as_of, words) for each in programmes_of(book.packs)]
    return PolicyListing(as_of=as_of, programmes=programmes, version=book.version)


def _programme(programme: Programme, day: date, words: Wording) -> ListedProgramme:
    pack = programme.in_force(day)
    versions = [span_of(each, words) for each in programme.versions]
    if pack is None:
        name = words.say(programme.versions[-1].name)
        return ListedProgramme(programme=programme.id, pack=None, name=name, in_force=False, versions=versions)
    figures = _sources(pack)
    return ListedProgramme(
        programme=programme.id,
        pack=pack.id,
        name=words.say(pack.name),
        in_force=True,
        versions=versions,
        **head_of(pack, words),
        gates=[_condition(each, words) for each in pack.gates],
        score=_score(pack.score, words) if pack.score else None,
        routes=[_condition(each, words) for each in pack.routes],
        figures=len(figures),
        single_source=sum(each == 1 for each in figures),
        cautions=cautions_of(pack, words),
    )


def _sources(pack: Pack) -> list[int]:
    scored: list[Score | Minimum] = [pack.score, *pack.score.minima] if pack.score else []
    return [*(each.sources for each in (*pack.gates, *pack.routes, *pack.items)), *(each.sources for each in scored)]


def _condition(condition: Condition, words: Wording) -> ListedCondition:
    return ListedCondition(
        id=condition.id,
        name=words.say(condition.name),
        clause=words.say(condition.clause),
        wanted=words.wanted(condition),
        change=words.say(condition.change) if condition.change else None,
        judged=condition.judged,
        fixed=condition.fixed,
        sources=condition.sources,
        caution=words.caution(condition.sources, condition.note),
    )


def _score(score: Score, words: Wording) -> ListedScore:
    return ListedScore(
        name=words.say(score.name),
        clause=words.say(score.clause),
        wanted=words.points(score.total),
        max=score.max,
        sources=score.sources,
        caution=words.caution(score.sources, score.note),
        groups=[_group(each, score, words) for each in score.groups],
    )


def _group(group: ItemGroup, score: Score, words: Wording) -> ListedGroup:
    minimum = next((words.points(each) for each in score.minima if each.group == group.id), None)
    items = [_item(each, words) for each in group.items]
    return ListedGroup(id=group.id, name=words.say(group.name), max=group.max, minimum=minimum, items=items)


def _item(item: ScoredItem, words: Wording) -> ListedItem:
    return ListedItem(
        id=item.id,
        name=words.say(item.name),
        clause=words.say(item.clause),
        max=item.max,
        calculations=[_calculation(each, words) for each in item.calculations],
        judged=item.judged,
        sources=item.sources,
        caution=words.caution(item.sources, item.note),
    )


def _calculation(calculation: Calculation, words: Wording) -> ListedCalculation:
    bands = []
    for attribute in calculation.scale:
        low, high = map(plain_number, attribute.ends)
        points = words.say(_JUDGED).format(low, high) if attribute.judged else low
        bands.append(ListedBand(says=words.say(attribute.says), points=points))
    return ListedCalculation(name=words.name(calculation.input), bands=bands)
