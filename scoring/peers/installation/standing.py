"""A company among those assessed in this installation, as far as they opted in and are enough to be shown."""

from typing import Final

import numpy as np

from scoring.ledger import rounded
from scoring.peers.chains import NO_STAGE
from scoring.peers.distribution import exact
from scoring.peers.groups import HOME, Group, contains, group_name, peer_group, widening
from scoring.peers.installation.blocks import LEAST
from scoring.peers.installation.releases import Release
from scoring.peers.measures import Measure
from scoring.peers.naming import DECIMALS, borrowing, headed, spread
from scoring.peers.placing import ALL_EQUAL, NO_VALUE, belief, steadied
from scoring.peers.pooling import TYPICAL_STRENGTH
from scoring.peers.result import Benchmark, Peers
from scoring.text import Lang, both

_HERE: Final = both("companies assessed here", "在本系统评估过的企业")
_FEW: Final = both(
    f"fewer than {LEAST} comparable companies have been assessed here and agreed to be compared",
    f"在本系统评估过且同意参与比较的同类企业不足 {LEAST} 家",
)


def installed(release: Release, measure: Measure, value: float, asked: Group, lang: Lang) -> Benchmark:
    """Where a score stands among the released ones: narrowest group shown first, drawn towards the wider ones."""
    head = headed(measure, lang) | {"value": rounded(value)}
    if asked.stage is None:
        return Benchmark(**head, note=NO_STAGE.in_(lang))
    line = _line(release, measure, asked)
    if not line:
        return Benchmark(**head, note=_FEW.in_(lang))
    curves = [exact(scores) for group in line if (scores := release.scores(measure.id, group)) is not None]
    strengths = [TYPICAL_STRENGTH] * (len(curves) - 1)
    head |= spread(steadied(curves, strengths)) | {
        "peers": _peers(release, line, asked, [curve.n for curve in curves], lang)
    }
    if np.isnan(value) or curves[0].flat:
        return Benchmark(**head, note=(NO_VALUE if np.isnan(value) else ALL_EQUAL).in_(lang))
    share = belief(curves, strengths, np.array([value]))
    low, high = share.interval()
    bounds = {"percentile": share.mean, "low": low, "high": high}
    return Benchmark(**head, **{name: rounded(100 * float(each[0]), DECIMALS) for name, each in bounds.items()})


def _line(release: Release, measure: Measure, asked: Group) -> list[Group]:
    """Groups that are shown, narrowest first, each inside the next."""
    line: list[Group] = []
    for group in (*widening(asked, HOME), Group(None, None, asked.stage)):
        if release.scores(measure.id, group) is not None and (not line or contains(group, line[-1])):
            line.append(group)
    return line


def _peers(release: Release, line: list[Group], asked: Group, sizes: list[int], lang: Lang) -> Peers:
    used, wanted = group_name(line[0]), group_name(asked)
    widened = both(
        f"fewer than {LEAST} companies of {wanted.en} can be shown, so {used.en} is used",
        f"可展示的{wanted.zh}企业不足 {LEAST} 家，因此与{used.zh}比较",
    )
    return Peers(
        source="installation",
        dataset=_HERE.in_(lang),
        vintage=release.as_of,
        group=peer_group(line[0], lang),
        n=sizes[0],
        widened=None if line[0] == asked else widened.in_(lang),
        **borrowing(line, sizes, [TYPICAL_STRENGTH] * (len(line) - 1), lang),
    )
