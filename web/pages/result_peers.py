"""What the templates of a result are given of peers: pictures, what has none and why, figures of the report."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from scoring.peers.picture import benchmark_svg, mix_svg, rate_svg
from scoring.peers.report.listing import NATIONAL, subject_name
from scoring.peers.result import Benchmark, GroupRate, PeerPicture, Peers, ReportFigure, StageMix
from scoring.text import Lang
from web.pages.result_figures import Figures
from web.wording import say

Part = TypeVar("Part", Benchmark, GroupRate, StageMix)


@dataclass(frozen=True)
class FigureGroup:
    """The report's figures on one subject, in the order of their kinds. `national`: on the whole country."""

    about: str
    national: bool
    figures: list[ReportFigure]


class PeersView:
    """The picture of a company's peers in one language."""

    def __init__(self, picture: PeerPicture, lang: Lang) -> None:
        self._picture = picture
        self._lang: Lang = lang

    def placed(self) -> list[Benchmark]:
        """Measures that can be compared."""
        return [each for each in self._picture.benchmarks if each.peers]

    def benchmarks(self) -> list[Markup]:
        """A picture of each measure that can be compared."""
        return [Markup(benchmark_svg(_brief(each), self._lang)) for each in self.placed()]  # noqa: S704 - escaped there

    def rates(self) -> list[Markup]:
        """Pictures of what became of the peers, and of the stages they are at."""
        rates = [Markup(rate_svg(_brief(each), self._lang)) for each in self._picture.rates if each.peers]  # noqa: S704
        mix = self._picture.stage_mix
        return [*rates, Markup(mix_svg(_brief(mix), self._lang))] if mix and mix.peers else rates  # noqa: S704

    def without(self) -> list[tuple[str, str]]:
        """What has no peers: the names of measures, and the reason that they share."""
        missing: dict[str, list[str]] = {}
        for each in self._parts():
            if each.peers is None and each.note:
                missing.setdefault(each.note, []).append(each.name)
        return [(Figures(self._lang).listed(names), note) for note, names in missing.items()]

    def widened(self) -> list[str]:
        """Why groups are wider than asked for, each reason once."""
        said = (reason for peers in self._peers() for reason in (peers.widened, peers.later) if reason)
        return list(dict.fromkeys(said))

    def pooled(self) -> bool:
        """Whether any group borrows from a wider one."""
        return any(peers.pooled_with for peers in self._peers())

    def source(self, peers: Peers) -> str:
        """Source of a group and the date as of which it speaks."""
        if peers.vintage is None:
            return peers.dataset
        return say("result.source_line", self._lang, dataset=peers.dataset, vintage=peers.vintage)

    def sources(self) -> list[str]:
        """The sources of the measures that can be compared, each once."""
        return list(dict.fromkeys(self.source(each.peers) for each in self.placed() if each.peers))

    def mark(self, peers: Peers) -> int:
        """Number of a group's source in the list of sources, from 1."""
        return 1 + self.sources().index(self.source(peers))

    def report(self) -> list[FigureGroup]:
        """The report's figures by subject, those of one kind together."""
        groups: dict[str, list[ReportFigure]] = {}
        for figure in self._picture.report:
            groups.setdefault(figure.about, []).append(figure)
        china = subject_name(NATIONAL, self._lang)
        return [FigureGroup(about, about == china, _by_kind(figures)) for about, figures in groups.items()]

    def _parts(self) -> Iterable[Benchmark | GroupRate | StageMix]:
        mix = self._picture.stage_mix
        return (*self._picture.benchmarks, *self._picture.rates, *([mix] if mix else []))

    def _peers(self) -> list[Peers]:
        return [each.peers for each in self._parts() if each.peers]


def _brief(part: Part) -> Part:
    """Without the reasons for a wider group: the page gives each of them once, below the pictures."""
    if part.peers is None:
        return part
    return part.model_copy(update={"peers": part.peers.model_copy(update={"widened": None, "later": None})})


def _by_kind(figures: list[ReportFigure]) -> list[ReportFigure]:
    kinds = list(dict.fromkeys(figure.kind for figure in figures))
    return sorted(figures, key=lambda figure: kinds.index(figure.kind))
