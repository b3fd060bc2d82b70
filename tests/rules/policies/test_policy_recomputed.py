"""Points worked out a second time, with fractions and from the official tables alone, against the engine.

Two parts: all points of the technology SME, and the growth points of the high-tech enterprise for one, two and three
years in business with bases that are zero or negative. Made-up companies from a fixed seed; many lie on a boundary.
"""

import random
from fractions import Fraction

import pytest

from scoring.policies.report import policies_of

AS_OF_YEAR = 2026
COMPANIES = 250
STAFF = ((30, 20), (25, 16), (20, 12), (15, 8), (10, 4))
RD_OF_SALES = ((6, 50), (5, 40), (4, 30), (3, 20), (2, 10))
RD_OF_COSTS = ((30, 50), (25, 40), (20, 30), (15, 20), (10, 10))
SOFT_RIGHTS = ((4, 24), (3, 18), (2, 12), (1, 6))
GROWTH = ((35, (9, 10)), (25, (7, 8)), (15, (5, 6)), (5, (3, 4)))
BY_HAND = "by hand"


def from_table(value, table, otherwise):
    return next((points for edge, points in table if value >= edge), otherwise)


def of_hundred(part, whole):
    return Fraction(100) * Fraction(part) / Fraction(whole)


# --- technology SME: 20 + 50 + 30 points


def staff_points(science, heads):
    return from_table(of_hundred(science, heads), STAFF, 0)


def rd_points(rd, sales, costs):
    """Lowest and highest points: a ratio whose base is 0 says nothing, so that way stays open."""
    ways = [
        [from_table(of_hundred(rd, base), table, 0)] * 2 if base else [0, 50]
        for base, table in ((sales, RD_OF_SALES), (costs, RD_OF_COSTS))
    ]
    return max(way[0] for way in ways), max(way[1] for way in ways)


def rights_points(hard, soft):
    return 30 if hard else from_table(soft, SOFT_RIGHTS, 0)


def small_company(chance):
    """A company that passes all gates; ratios on a boundary as often as beside it."""
    heads = chance.choice([20, 40, 100, 200, 400, 500, chance.randint(10, 500)])
    science = chance.choice([chance.randint(0, heads), *(heads * edge // 100 for edge, _ in STAFF)])
    sales = heads * chance.choice([100_000, 200_000, 250_000, 400_000])
    costs = sales * chance.choice([1, 2, 3]) // chance.choice([4, 2, 1])
    beside = max(1, sales // 10_000_000)  # a hundred-thousandth of a percent, well above what is rounded off
    on = [sales * edge // 100 for edge, _ in RD_OF_SALES] + [costs * edge // 100 for edge, _ in RD_OF_COSTS]
    off = chance.choice([-beside, 0, 0, beside, chance.randint(0, 100_000)])
    rd = max(0, min(costs, chance.choice([0, *on]) + off))
    if chance.random() < 0.1:
        sales, rd = 0, min(rd, costs)
    hard, soft = chance.choice([0, 0, 0, 1, 3]), chance.randint(0, 6)
    return {"heads": heads, "science": science, "sales": sales, "costs": costs, "rd": rd, "hard": hard, "soft": soft}


@pytest.mark.parametrize("seed", range(COMPANIES))
def test_points_of_the_technology_sme(seed):
    c = small_company(random.Random(f"kexiao {seed}"))
    year = {"year": 2025, "revenue": float(c["sales"]), "costs": float(c["costs"]), "rd_cost": float(c["rd"])}
    answers = {
        "science_staff": c["science"], "invention_patents": c["hard"], "class1_other": 0, "class2": c["soft"],
        "audited_collection": True, "restricted_products": False,
        "incidents": [], "titles": [], "awards": [], "standards": [],
    }  # fmt: skip
    accounts = [year | {"assets": 100_000_000.0}]
    told = {"city": "杭州", "head_count": c["heads"], "accounts": accounts, "answers": answers}
    found = result("kexiao", told)
    fixed = staff_points(c["science"], c["heads"]), rights_points(c["hard"], c["soft"])
    low, high = (sum(fixed) + rd for rd in rd_points(c["rd"], c["sales"], c["costs"]))
    assert (found.points_low, found.points_high) == (low, high)
    if low >= 60 and fixed[0] > 0:
        assert found.verdict == "qualifies"
    elif high < 60 or fixed[0] == 0:
        assert found.verdict == "does_not"
    else:
        assert found.verdict in ("may", "cannot_say")


# --- high-tech enterprise: growth of sales and of net assets, 10 points each


def rate(values):
    """Growth in percent over the years in business, oldest first; BY_HAND where no text covers the case."""
    if len(values) == 1:
        return Fraction(0)
    if any(each < 0 for each in values[:-1]):
        return BY_HAND
    *_, before, last = values
    if before == 0:
        return Fraction(0)
    if len(values) == 2 or values[0] == 0:
        return of_hundred(last, before) - 100
    return (of_hundred(before, values[0]) + of_hundred(last, before)) / 2 - 100


def growth_points(growth):
    if growth == BY_HAND:
        return (0, 10)
    return from_table(growth, GROWTH, (1, 2) if growth > 0 else (0, 0))


def three_years(chance, lowest):
    """Figures of three years; the last one often puts the rate of two or three years on a boundary."""
    size = chance.choice([8_000_000, 20_000_000, 40_000_000])
    first = chance.choice([size, size, size, 0, lowest])
    second = chance.choice([size, size * 5 // 4, size * 3 // 4, 0, lowest])
    edge = chance.choice([-50, 0, 5, 15, 25, 35, 60])
    share = second * (100 + edge) // 100
    if chance.random() < 0.5 and first > 0 and second > 0:
        share = int(second * (Fraction(2) + Fraction(2 * edge, 100) - Fraction(second, first)))
    last = share + chance.choice([-1, 0, 0, 0, 1]) if second > 0 else chance.choice([0, size])
    return [first, second, max(last, min(lowest, 0))]


def young_company(chance):
    years = chance.choice([1, 2, 3, 3, 3, 8])
    sales, net = three_years(chance, 0), three_years(chance, -5_000_000)
    listed = [
        {"year": AS_OF_YEAR - 3 + place, "revenue": float(sales[place]), "liabilities": 20_000_000.0}
        | {"assets": float(20_000_000 + net[place])}
        for place in range(3)
    ]
    lasting = min(years, 3)
    told = {"founded": f"{AS_OF_YEAR - years}-02-03", "accounts": listed[-lasting:]}
    return told, sales[-lasting:], net[-lasting:]


@pytest.mark.parametrize("seed", range(COMPANIES))
def test_growth_points_of_the_high_tech_enterprise(seed):
    told, sales, net = young_company(random.Random(f"gaoqi {seed}"))
    found = {item.id: item for group in result("gaoqi", told).score.groups for item in group.items}
    for name, values in (("revenue_growth", sales), ("net_assets_growth", net)):
        growth = rate(values)
        item = found[name]
        assert (item.low, item.high) == growth_points(growth), (values, growth)
        assert growth != BY_HAND or item.remark


def test_the_made_up_companies_cover_what_they_are_for():
    young = [young_company(random.Random(f"gaoqi {seed}")) for seed in range(COMPANIES)]
    growths = [rate(values) for _, sales, net in young for values in (sales, net)]
    assert {0, 5, 15, 25, 35, BY_HAND} <= set(growths)
    assert {growth_points(each) for each in growths} == {(0, 0), (0, 10), (1, 2), (3, 4), (5, 6), (7, 8), (9, 10)}
    small = [small_company(random.Random(f"kexiao {seed}")) for seed in range(COMPANIES)]
    assert {staff_points(c["science"], c["heads"]) for c in small} == {0, 4, 8, 12, 16, 20}
    assert {rd_points(c["rd"], c["sales"], c["costs"])[0] for c in small} == {0, 10, 20, 30, 40, 50}
    assert {rights_points(c["hard"], c["soft"]) for c in small} == {0, 6, 12, 18, 24, 30}


def result(programme, told):
    fields = {"name": "Made up", "as_of": f"{AS_OF_YEAR}-06-30", **told}
    return next(each for each in policies_of(fields) if each.programme == programme)
