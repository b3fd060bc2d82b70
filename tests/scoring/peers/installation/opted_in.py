"""Made-up companies that opted in, for the tests of releases."""

from datetime import date

from scoring.peers.groups import Group
from scoring.peers.installation.blocks import Member
from scoring.peers.installation.releases import InMemory, Installation

AS_OF = date(2021, 6, 30)
HERE = Group("shenzhen", "finance", "a")
MEASURES = ("composite", "market", "focus")
PLACES = ("shenzhen", "guangzhou", "beijing", "japan", None)
SECTORS = ("finance", "retail", None)
STAGES = ("a", "b")


def member(key: object, score: float | None = 50.0, place="shenzhen", sector="finance", stage="a", **more) -> Member:
    return Member(str(key), place, sector, stage, {"composite": score, **more})


def installed(members: int = 5, **where: str) -> tuple[InMemory, Installation]:
    source = InMemory(member(number, float(number), **where) for number in range(members))
    return source, Installation(source)
