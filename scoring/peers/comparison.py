"""Comparison: the peer picture of a company, or of a city, sector and stage without one, in numbers and words."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.columns.registry import STAGES
from scoring.ledger import rounded
from scoring.outlook import LONGER
from scoring.peers.alike import Asked, Wanted
from scoring.peers.chains import NO_STAGE, Chain, Line, curve_chain, known_by
from scoring.peers.distribution import Distribution, significant
from scoring.peers.group_shares import rates, stage_mix
from scoring.peers.groups import REGION, Group
from scoring.peers.installation.releases import Release
from scoring.peers.installation.standing import installed
from scoring.peers.measures import PROBABILITY, REFERENCE, Measure, score_measures
from scoring.peers.naming import DECIMALS, headed, peers_named, spread
from scoring.peers.placing import Places, place, steadied
from scoring.peers.reference import sources
from scoring.peers.report.figures import report_figures
from scoring.peers.result import Benchmark, PeerPicture
from scoring.profile import CompanyProfile
from scoring.rulesets.book import shipped_book
from scoring.scored import Scored
from scoring.table import Coded
from scoring.table.coded import coded
from scoring.table.distinct import distinct
from scoring.text import Lang, Text
from scoring.versions import versions_of

Floats = NDArray[np.float64]


def peer_picture(city: str | None, sector: str | None, stage: str | None, lang: Lang = "en") -> PeerPicture:
    """Peers of a city, sector and stage, all slugs of the taxonomies, without any company."""
    asked, known = Group(city, sector, stage), len(sources())
    benchmarks = [_empty(measure, curve_chain(measure.id, asked, known), lang) for measure in REFERENCE]
    return _picture(asked, benchmarks, known, lang).model_copy(update={"versions": versions_of(shipped_book())})


def peers_of(
    scored: Scored, profile: CompanyProfile[Any], at: int, lang: Lang, release: Release | None = None
) -> PeerPicture:
    """Where the company at place `at` stands among its peers, and in what this installation has released."""
    asked, known = _group_of(scored, profile, at), known_by(profile.as_of)
    row, alone = slice(at, at + 1), Wanted(coded([Asked(asked, known)]))
    benchmarks = [
        _benchmark(measure, values[row], place(measure, values[row], alone), lang)
        for measure, values in reference_values(scored)
    ]
    benchmarks = [_abstained(each, scored.outlook.why[at], lang) for each in benchmarks]
    if release is not None:
        scores = [(measure, float(values[at])) for measure, values in score_values(scored)]
        benchmarks += [installed(release, measure, value, asked, lang) for measure, value in scores]
    return _picture(asked, benchmarks, known, lang)


def wanted_of(scored: Scored) -> Wanted:
    """What each company is compared with: the companies of its city, main sector and stage, by its as-of date."""
    table, stage = scored.table, np.asarray(scored.columns["stage"], np.int64)
    known = table.as_of.map(known_by, 0, np.int64)
    parts = [known, table.city.codes, table.sector.codes, stage]
    key = np.zeros(len(table), np.int64)
    for part, size in zip(parts, (0, len(table.city.values), len(table.sector.values), len(STAGES)), strict=True):
        key = key * (size + 1) + part + 1
    _, codes = distinct(key)
    first = np.empty(int(codes.max(initial=-1)) + 1, np.intp)
    first[codes] = np.arange(len(codes))
    named = (table.city, table.sector, Coded(STAGES, stage.astype(np.int32)))
    groups = map(Group, *(column.take(first).texts().tolist() for column in named))
    return Wanted(Coded(tuple(map(Asked, groups, known[first].tolist())), codes.astype(np.int32)))


def _group_of(scored: Scored, profile: CompanyProfile[Any], at: int) -> Group:
    code = int(scored.columns["stage"][at])
    stage = STAGES[code] if code >= 0 else None
    return Group(profile.city, profile.sectors[0] if profile.sectors else None, stage)


def reference_values(scored: Scored) -> list[tuple[Measure, Floats]]:
    """Each measure of the reference population with the companies' own values."""
    likely = 100 * scored.outlook.probability[LONGER]
    return [
        (measure, likely if measure.id == PROBABILITY else np.asarray(scored.columns[measure.id], float))
        for measure in REFERENCE
    ]


def score_values(scored: Scored) -> list[tuple[Measure, Floats]]:
    """The composite and each factor's central score, which counts what is unanswered as middling."""
    scores = [scored.total.score, *scored.total.central]
    return list(zip(score_measures(scored.book), scores, strict=True))


def _picture(asked: Group, benchmarks: list[Benchmark], known: int, lang: Lang) -> PeerPicture:
    return PeerPicture(
        lang=lang,
        city=asked.place,
        sector=asked.sector,
        stage=asked.stage,
        benchmarks=benchmarks,
        rates=list(rates(asked, known, lang)),
        stage_mix=stage_mix(asked, known, lang),
        report=report_figures(_listed(asked.place), asked.sector, lang),
    )


def _listed(place: str | None) -> str | None:
    """A place that the report may speak of; of a region as a whole it does not."""
    return None if place is not None and place.startswith(REGION) else place


def _benchmark(measure: Measure, value: Floats, places: Places, lang: Lang) -> Benchmark:
    """A company's benchmark: the group's picture with its own value and percentile."""
    chain, why = places.chain[0], places.why[0]
    placed = chain is not None and not np.isnan(places.percentile[0])
    return _empty(measure, chain or (why or NO_STAGE), lang).model_copy(
        update={
            "value": rounded(float(significant(value)[0])),
            "percentile": rounded(float(places.percentile[0]), DECIMALS),
            "low": rounded(float(places.low[0]), DECIMALS),
            "high": rounded(float(places.high[0]), DECIMALS),
            "same": _same(measure, chain.line, value) if chain and placed else None,
            "note": why.in_(lang) if why else None,
        }
    )


def _same(measure: Measure, line: Line, value: Floats) -> float | None:
    """Percent of the group with the company's own value."""
    below, upto = _shown(measure, line).limits(significant(value))
    return rounded(100 * float(upto[0] - below[0]), DECIMALS)


def _abstained(benchmark: Benchmark, why: Text | None, lang: Lang) -> Benchmark:
    """Without a prediction the reason is the model's own."""
    if why is None or benchmark.measure != PROBABILITY or benchmark.peers is None:
        return benchmark
    return benchmark.model_copy(update={"note": why.in_(lang)})


@lru_cache(maxsize=16_384)
def _empty(measure: Measure, chain: Chain | Text, lang: Lang) -> Benchmark:
    """The distribution of a measure in a group, without a company; kept, since many ask for the same."""
    if isinstance(chain, Text):
        return Benchmark(**headed(measure, lang), note=chain.in_(lang))
    sizes = [curve.n for curve in chain.line.curves(measure.id)]
    return Benchmark(
        **headed(measure, lang),
        **spread(_shown(measure, chain.line), counted=measure.counted),
        peers=peers_named(chain, sizes, lang),
    )


@lru_cache(maxsize=16_384)
def _shown(measure: Measure, line: Line) -> Distribution:
    """The distribution of a line's first group as it is shown: drawn towards the wider ones."""
    return steadied(line.curves(measure.id), line.strengths)
