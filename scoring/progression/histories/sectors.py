"""Sectors as the model's markets name them: the categories of the data that it is fitted on.

Grouping needs one name a sector: a table that says 'fintech' and the fitted context, which says 'finance', must meet.
"""

from functools import cache, lru_cache
from typing import Final

from scoring import taxonomy
from scoring.intake.cells.tags import parse_tags
from scoring.progression.histories.events import Market

# The more companies, the further to the front: of two that the taxonomy takes for one, the first stands for it.
_NAMES: Final[dict[Market, str]] = {
    "us": "software biotech web enterprise mobile advertising cleantech games_video ecommerce medical hardware "
    "analytics network_hosting health semiconductor finance security social education other manufacturing search "
    "public_relations messaging consulting hospitality news music travel fashion photo_video real_estate sports "
    "nonprofit automotive nanotech transportation legal design pets local government",
    "cn": "电子商务 企业服务 文化娱乐 游戏 本地生活 金融 硬件 教育 医疗健康 汽车交通 社交网络 工具软件 旅游 广告营销 "
    "房产服务 物流 体育运动 移动互联网",
}
OTHER: Final[dict[Market, str]] = {"us": "other", "cn": "其他"}
"""What a company of no stated sector counts as."""


@lru_cache(maxsize=16384)
def sector_name(text: str, market: Market) -> str:
    """The market's name of a sector given in any words; words that nobody knows stay as they are."""
    if not text.strip():
        return OTHER[market]
    name = text.strip()
    if name in _NAMES[market].split():
        return name
    tags = parse_tags(name).value
    slug = next(iter(tags.sectors), None) if tags else None
    return name_of(slug, market) if slug else name


def name_of(slug: str, market: Market) -> str:
    """The market's name of a sector of the taxonomy; the taxonomy's own where its data don't know it."""
    return _by_slug(market).get(slug) or taxonomy.sectors()[slug].in_("en" if market == "us" else "zh")


@cache
def _by_slug(market: Market) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in _NAMES[market].split():
        entry = taxonomy.sectors().find(name)
        if entry:
            found.setdefault(entry.slug, name)
    return found
