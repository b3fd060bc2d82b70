"""Query: the city, sector and stage whose peers somebody asks for, in any spelling of either language."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from scoring import taxonomy
from scoring.errors import InputError, Problem, Wrong, quoted, shortened
from scoring.peers.comparison import peer_picture
from scoring.peers.groups import REGION
from scoring.peers.result import PeerPicture
from scoring.profile.choices import from_taxonomy
from scoring.profile.faults import problem_of
from scoring.profile.labels import labelled
from scoring.profile.places import to_place
from scoring.text import Lang, Text, both


def _blank_is_none(value: Any) -> Any:
    """An empty field of a form is one that was left out."""
    return None if isinstance(value, str) and not value.strip() else value


def _to_stage(value: Any) -> Any:
    """The slug of a stage, also out of the name of a round on it."""
    if not isinstance(value, str):
        raise Wrong(f"{value!r} is no name", f"{quoted(value)} 不是名称", both("a name as text", "文字名称"))
    found = taxonomy.stages().find(value)
    if found:
        return found.slug
    shown, named = repr(shortened(value)), taxonomy.rounds().find(value)
    if named is None:
        raise Wrong(f"{shown} is no known stage", f"没有收录融资阶段{quoted(value)}", _all_stages())
    if named.stage is None:
        tells_none = f"{named.en} tells no stage: companies of any stage raise it"
        raise Wrong(tells_none, f"从“{named.zh}”看不出融资阶段，各阶段企业都可能有", _all_stages())
    return named.stage


def _all_stages() -> Text:
    ladder = list(taxonomy.stages())
    english, chinese = ", ".join(stage.en for stage in ladder), "、".join(stage.zh for stage in ladder)
    return both(f"a round, or one of {english}", f"某一融资轮次，或下列阶段之一：{chinese}")


def _region_first(value: Any) -> Any:
    """A region such as 华东 becomes its slug; any other place is left to the places."""
    region = taxonomy.regions().find(value) if isinstance(value, str) else None
    return f"{REGION}{region.slug}" if region and region.slug != "overseas" else value


def _place_or_region(value: Any) -> Any:
    return value if isinstance(value, str) and value.startswith(REGION) else to_place(value)


_Blank = BeforeValidator(_blank_is_none)
_Area = Annotated[str, BeforeValidator(_place_or_region)]


class PeerQuery(BaseModel):
    """Whose peers are asked for; each part may be left out. After validation the parts are slugs."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="PeerQuery")

    city: Annotated[_Area | None, BeforeValidator(_region_first), _Blank] = labelled(
        "City", "城市", taxonomy="places", default=None,
        help_en="A city, district, province, region or country; all of China if left out",
        help_zh="城市、区县、省份、大区或国家；不填则为全国",
    )  # fmt: skip
    sector: Annotated[Annotated[str, from_taxonomy(taxonomy.sectors)] | None, _Blank] = labelled(
        "Sector", "应用行业", taxonomy="sectors", default=None,
        help_en="All sectors if left out", help_zh="不填则为全部行业",
    )  # fmt: skip
    stage: Annotated[Annotated[str, BeforeValidator(_to_stage)] | None, _Blank] = labelled(
        "Stage", "融资阶段", taxonomy="stages", default=None,
        help_en="A stage, or a round such as Series A+; all stages if left out",
        help_zh="融资阶段，或 A+ 轮等轮次名称；不填则为全部阶段",
    )  # fmt: skip

    def picture(self, lang: Lang = "en") -> PeerPicture:
        """The peer picture asked for."""
        return peer_picture(self.city, self.sector, self.stage, lang)


def peer_query(fields: Mapping[str, Any], called: Callable[[str], str] = str) -> PeerQuery:
    """Read a query. `called` says what the user calls a field, for example `--city`.

    Raises InputError with a problem for every part that can't be used.
    """
    try:
        return PeerQuery.model_validate(dict(fields))
    except ValidationError as error:
        raise InputError([_problem(fault, called) for fault in error.errors()]) from None


def _problem(fault: Any, called: Callable[[str], str]) -> Problem:
    return replace(problem_of(fault, called(str(fault["loc"][0])), PeerQuery), path="")
