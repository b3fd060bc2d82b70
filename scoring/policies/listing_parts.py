"""What is listed of a programme: its gates and routes, and the bands, items and groups of its points."""

from scoring.result import Result


class ListedCondition(Result):
    """A gate or a route: what it wants, where it stands, how many sources agree on it."""

    id: str
    name: str
    clause: str
    wanted: str
    change: str | None
    judged: bool
    fixed: bool
    sources: int
    caution: str | None


class ListedBand(Result):
    """A band or choice of an input, and its points in words: '20', '7 to 8, judged by experts'."""

    says: str
    points: str


class ListedCalculation(Result):
    """One way to an item's points."""

    name: str
    bands: list[ListedBand]


class ListedItem(Result):
    """A scored item; of several calculations the best counts."""

    id: str
    name: str
    clause: str
    max: float
    calculations: list[ListedCalculation]
    judged: bool
    sources: int
    caution: str | None


class ListedGroup(Result):
    """Items that are added up, to `max` at most; `minimum` in words."""

    id: str
    name: str
    max: float
    minimum: str | None
    items: list[ListedItem]


class ListedScore(Result):
    """The scored route."""

    name: str
    clause: str
    wanted: str
    max: float
    sources: int
    caution: str | None
    groups: list[ListedGroup]
