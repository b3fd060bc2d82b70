"""Comparison: the peer picture of a company, or of a city, sector and stage without one, in numbers and words."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.columns.registry import STAGES
from scoring.ledger import rounded
from scoring.outlook import LONGER
from scoring.peers.chains import NO_STAGE, Chain, curve_chain
from scoring.peers.distribution import significant
from scoring.peers.group_shares import rates, stage_mix
from scoring.peers.groups import Group
from scoring.peers.installation.releases import Release
from scoring.peers.installation.standing import installed
from scoring.peers.measures import PROBABILITY, REFERENCE, Measure, score_measures
from scoring.peers.naming import DECIMALS, headed, peers_named, spread
from scoring.peers.placing import Places, place, steadied
from scoring.peers.report.figures import report_figures
from scoring.peers.result import Benchmark, PeerPicture
from scoring.profile import CompanyProfile
from scoring.rulesets.book import shipped_book
from scoring.scored import Scored
from scoring.text import Lang, Text
from scoring.versions import versions_of

Floats = NDArray[np.float64]


def peer_picture(city: str | None, sector: str | None, stage: str | None, lang: Lang = "en") -> PeerPicture:
    """Peers of a city, sector and stage, all slugs of the taxonomies, without any company."""
    asked = Group(city, sector, stage)
    benchmarks = [_empty(measure, curve_chain(measure.id, asked), lang) for measure in REFERENCE]
    return _picture(asked, benchmarks, lang).model_copy(update={"versions": versions_of(shipped_book())})


def peers_of(
    scored: Scored, profile: CompanyProfile[Any], at: int, lang: Lang, release: Release | None = None
) -> PeerPicture:
    """Where the company at place `at` stands among its peers, and in what this installation has released."""
    asked = _group_of(scored, profile, at)
    row = slice(at, at + 1)
    benchmarks = [
        _benchmark(measure, values[row], place(measure, values[row], [asked]), lang)
        for measure, values in reference_values(scored)
    ]
    if release is not None:
        scores = [(measure, float(values[at])) for measure, values in score_values(scored)]
        benchmarks += [installed(release, measure, value, asked, lang) for measure, value in scores]
    return _picture(asked, benchmarks, lang)


def groups_of(scored: Scored, profiles: Sequence[CompanyProfile[Any]]) -> list[Group]:
    """The groups that companies are compared with: their city, main sector and stage."""
    return [_group_of(scored, profile, at) for at, profile in enumerate(profiles)]


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


def _picture(asked: Group, benchmarks: list[Benchmark], lang: Lang) -> PeerPicture:
    return PeerPicture(
        lang=lang,
        city=asked.place,
        sector=asked.sector,
        stage=asked.stage,
        benchmarks=benchmarks,
        rates=list(rates(asked, lang)),
        stage_mix=stage_mix(asked, lang),
        report=report_figures(asked.place, asked.sector, lang),
    )


def _benchmark(measure: Measure, value: Floats, places: Places, lang: Lang) -> Benchmark:
    """A company's benchmark: the group's picture with its own value and percentile."""
    chain, why = places.chain[0], places.why[0]
    return _empty(measure, chain or (why or NO_STAGE), lang).model_copy(
        update={
            "value": rounded(float(significant(value)[0])),
            "percentile": rounded(float(places.percentile[0]), DECIMALS),
            "low": rounded(float(places.low[0]), DECIMALS),
            "high": rounded(float(places.high[0]), DECIMALS),
            "note": why.in_(lang) if why else None,
        }
    )


@lru_cache(maxsize=16_384)
def _empty(measure: Measure, chain: Chain | Text, lang: Lang) -> Benchmark:
    """The distribution of a measure in a group, without a company; kept, since many ask for the same."""
    if isinstance(chain, Text):
        return Benchmark(**headed(measure, lang), note=chain.in_(lang))
    curve = steadied(chain.line.curves(measure.id), chain.line.strengths)
    return Benchmark(**headed(measure, lang), **spread(curve), peers=peers_named(chain, curve.n, lang))
