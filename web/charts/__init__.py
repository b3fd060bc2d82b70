"""Charts of the result: server-side SVG, pure functions of the numbers they show.

Each is readable in grey and by a screen reader (`title`, `desc`), and carries presentation attributes and class names
(`chart-…`) alone, so that it passes a strict content security policy, prints, and goes into the PDF as it is.
Numbers run from 0 to 100; None stands for what is not known. The words come from the caller.
"""

from web.charts.bars import Bar, bars
from web.charts.points import Points, points_bar
from web.charts.radar import Axis, radar
from web.charts.scale import Mark, scale

__all__ = ["Axis", "Bar", "Mark", "Points", "bars", "points_bar", "radar", "scale"]
