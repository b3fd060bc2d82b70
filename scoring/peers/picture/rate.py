"""The picture of a group's rate: a disc with its interval on a scale from 0 to 100 %."""

from scoring.peers.picture.finish import finished
from scoring.peers.picture.numbers import percent
from scoring.peers.picture.scale import interval_of, percent_scale, within
from scoring.peers.picture.sheet import Sheet
from scoring.peers.result import GroupRate
from scoring.text import Lang


def rate_svg(rate: GroupRate, lang: Lang) -> str:
    """Picture of a share of the group with its 90 % interval, or of the reason why there is none."""
    sheet = Sheet(lang)
    sheet.heading(rate.name)
    share = within(100 * rate.share) if rate.peers and rate.share is not None else None
    said = [] if share is None else percent_scale(sheet, percent(share), share, _interval(rate), company=False)
    return finished(sheet, f"rate-{rate.measure}", rate.name, said, rate.note, rate.peers)


def _interval(rate: GroupRate) -> tuple[float, float] | None:
    return interval_of(*(None if end is None else 100 * end for end in (rate.low, rate.high)))
