"""Pictures of peers: one SVG a measure, readable in grey, by a screen reader and without a style sheet.

Every picture is a function of its result alone: the same result gives the same bytes. It carries presentation
attributes and class names (`peer-...`) only, so that it passes a strict content security policy and a page may
restyle it. It has no width of its own and is drawn for a column of 320 pixels and more.
"""

from scoring.peers.picture.benchmark import benchmark_svg
from scoring.peers.picture.mix import mix_svg
from scoring.peers.picture.rate import rate_svg

__all__ = ["benchmark_svg", "mix_svg", "rate_svg"]
