"""What is said of a pack whoever the company is: documents, dates, papers, cautions."""

from typing import Any, Final

from scoring.policies.result import PolicyDocument
from scoring.policies.wording import Wording
from scoring.rulesets.packs import Pack
from scoring.text import both

_ALL_PAPERS: Final = both("The list of papers to prepare rests on a single source.", "所列材料只有一个来源。")
_SOME_PAPERS: Final = both("Papers that rest on a single source", "只有一个来源的材料")


def head_of(pack: Pack, words: Wording) -> dict[str, Any]:
    """Documents, dates and what to do with them: the fields that results and listings share."""
    return {
        "documents": [
            PolicyDocument(name=words.say(each.name), number=each.number, address=each.address, sources=each.sources)
            for each in pack.documents
        ],
        "effective_from": pack.in_force.from_,
        "effective_to": pack.in_force.to,
        "status": words.say(pack.status),
        "outcome": words.say(pack.outcome),
        "papers": [words.say(each.name) for each in pack.papers],
        "check": words.say(pack.check),
    }


def cautions_of(pack: Pack, words: Wording) -> list[str]:
    """What rests on one source or is disputed, in a pack as a whole."""
    whole = [pack.in_force.note, pack.score.note if pack.score else None, *pack.notes]
    figures = [(each, words.caution(each.sources, each.note)) for each in (*pack.gates, *pack.routes, *pack.items)]
    said = [words.say(each.name) + words.colon + caution for each, caution in figures if caution]
    return [*(words.say(note) for note in whole if note), *said, *_papers_of_one_source(pack, words)]


def _papers_of_one_source(pack: Pack, words: Wording) -> list[str]:
    alone = [words.say(paper.name) for paper in pack.papers if paper.sources == 1]
    if not alone:
        return []
    if len(alone) == len(pack.papers):
        return [words.say(_ALL_PAPERS)]
    return [words.say(_SOME_PAPERS) + words.colon + words.listed(alone)]


def span_of(pack: Pack, words: Wording) -> str:
    """A version and when it is in force: '国科发政〔2017〕115号, from 2017-05-03'."""
    number, start, end = pack.documents[0].number, pack.in_force.from_, pack.in_force.to
    if words.lang == "zh":
        return f"{number}，{start} 起" + (f"至 {end}" if end else "施行")
    return f"{number}, from {start}" + (f" to {end}" if end else "")
