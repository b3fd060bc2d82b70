"""Peers on the screen: distributions, a company's place in them, rates and stages, each with its group and source."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from scoring.cli.peers_words import WORDS
from scoring.cli.show import say, say_list
from scoring.cli.wrapping import Words
from scoring.peers.picture.numbers import measured, number, plain_unit
from scoring.peers.result import Benchmark, GroupRate, PeerPicture, Peers, StageMix
from scoring.text import Lang

_DASH = "–"


class Sources:
    """Sources by number, so that a table names each in three characters."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._marks: dict[str, str] = {}

    def mark(self, peers: Peers) -> str:
        """The mark of the source, such as `[1]`."""
        source = source_words(peers, self._lang)
        return self._marks.setdefault(source, f"[{len(self._marks) + 1}]")

    def lines(self) -> list[str]:
        """What the marks stand for."""
        words = WORDS[self._lang]
        return [words["source_line"].format(mark=mark, source=source) for source, mark in self._marks.items()]


def source_words(peers: Peers, lang: Lang) -> str:
    """Kind, name and vintage of a source."""
    words = WORDS[lang]
    named = words["reference"].format(dataset=peers.dataset) if peers.source == "reference" else peers.dataset
    return words["as_of"].format(source=named, vintage=peers.vintage) if peers.vintage else named


def show_picture(console: Console, picture: PeerPicture, lang: Lang) -> None:
    """The distributions of a group, its rates and its stages."""
    sources, mix = Sources(lang), picture.stage_mix
    if any(each.peers for each in picture.benchmarks):
        console.print(_distributions(picture.benchmarks, sources, lang))
        console.print()
    _show_rates(console, picture.rates, sources, lang)
    if mix and mix.peers:
        say(console, _mix_words(mix, mix.peers, sources, lang))
        console.print()
    parts: list[Benchmark | GroupRate | StageMix] = [*picture.benchmarks, *picture.rates, *([mix] if mix else [])]
    _show_reasons(console, [(each.name, each.note) for each in parts], lang)
    _show_footnotes(console, [each.peers for each in parts if each.peers], sources, lang)


def show_standing(console: Console, picture: PeerPicture, lang: Lang) -> None:
    """Where a company stands, measure by measure."""
    sources = Sources(lang)
    say(console, WORDS[lang]["among_peers"], "bold")
    placed = [each for each in picture.benchmarks if each.percentile is not None]
    if placed:
        console.print(_standings(placed, sources, lang))
        say(console, WORDS[lang]["percentile_means"], "dim")
        console.print()
    _show_rates(console, picture.rates, sources, lang)
    parts: list[Benchmark | GroupRate] = [*picture.benchmarks, *picture.rates]
    _show_reasons(console, [(each.name, each.note) for each in parts], lang)
    used: list[Benchmark | GroupRate] = [*placed, *picture.rates]
    _show_footnotes(console, [each.peers for each in used if each.peers], sources, lang)


def _distributions(benchmarks: Sequence[Benchmark], sources: Sources, lang: Lang) -> Table:
    words = WORDS[lang]
    table = _table(words, ("measure", "unit"), ("lower_quartile", "median", "upper_quartile", "companies"))
    for each in benchmarks:
        if each.peers is None:
            continue
        quartiles = (each.lower_quartile, each.median, each.upper_quartile)
        cells = [_DASH if value is None else number(value, lang) for value in quartiles]
        table.add_row(Words(each.name), each.unit, *cells, *_group_cells(each.peers, sources))
    return table


def _standings(benchmarks: Sequence[Benchmark], sources: Sources, lang: Lang) -> Table:
    table = _table(WORDS[lang], ("measure",), ("value", "percentile", "interval", "companies"))
    for each in benchmarks:
        if each.peers is None or each.percentile is None:
            continue
        star = "*" if each.better == "neither" else ""
        interval = f"{each.low:.0f}–{each.high:.0f}"
        value = _with_unit(each, lang)
        table.add_row(
            Words(each.name), value, f"{star}{each.percentile:.0f}", interval, *_group_cells(each.peers, sources)
        )
    return table


def _rates(rates: Sequence[GroupRate], sources: Sources, lang: Lang) -> Table:
    table = _table(WORDS[lang], ("share_of_peers",), ("share", "interval", "companies"))
    for each in rates:
        if each.peers is None:
            continue
        interval = f"{each.low:.0%}–{each.high:.0%}"
        table.add_row(Words(each.name), f"{each.share:.0%}", interval, *_group_cells(each.peers, sources))
    return table


def _table(words: dict[str, str], texts: Iterable[str], numbers: Iterable[str]) -> Table:
    """A table that ends with the group and its source."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in texts:
        table.add_column(words[name])
    for name in numbers:
        table.add_column(words[name], justify="right", min_width=5)
    table.add_column(words["borrowed"], justify="right", min_width=5)
    table.add_column(words["group"])
    table.add_column(words["source"], no_wrap=True)
    return table


def _group_cells(peers: Peers, sources: Sources) -> tuple[str, str, Words, Words]:
    borrowed = f"{peers.borrowed:.0%}" if peers.pooled_with else _DASH
    return f"{peers.n:,}", borrowed, Words(peers.group.name), Words(sources.mark(peers))


def _with_unit(benchmark: Benchmark, lang: Lang) -> str:
    factor, unit = plain_unit(benchmark.unit)
    return _DASH if benchmark.value is None else measured(factor * benchmark.value, unit, lang)


def _show_rates(console: Console, rates: Sequence[GroupRate], sources: Sources, lang: Lang) -> None:
    if any(rate.peers for rate in rates):
        console.print(_rates(rates, sources, lang))
        console.print()


def _mix_words(mix: StageMix, peers: Peers, sources: Sources, lang: Lang) -> str:
    words = WORDS[lang]
    shares = words["comma"].join(f"{each.name} {each.share:.0%}" for each in mix.shares)
    group, source = peers.group.name, sources.mark(peers)
    return words["stage_mix"].format(name=mix.name, shares=shares, n=f"{peers.n:,}", group=group, source=source)


def _show_reasons(console: Console, parts: Sequence[tuple[str, str | None]], lang: Lang) -> None:
    """What has no figure or no percentile, by reason; `parts` are names with their notes."""
    without: dict[str, list[str]] = {}
    for name, note in parts:
        if note:
            without.setdefault(note, []).append(name)
    for note, names in without.items():
        say(console, WORDS[lang]["none"].format(names=WORDS[lang]["comma"].join(names), note=note))


def _show_footnotes(console: Console, used: Sequence[Peers], sources: Sources, lang: Lang) -> None:
    """Why groups are wider than asked for, each reason once; the sources; what small groups borrow."""
    words = WORDS[lang]
    say_list(console, words["why_wider"], list(dict.fromkeys(peers.widened for peers in used if peers.widened)))
    say_list(console, words["later"], list(dict.fromkeys(peers.later for peers in used if peers.later)))
    say_list(console, words["sources"], sources.lines())
    if any(peers.pooled_with for peers in used):
        say(console, words["drawn"], "dim")
