"""What tests of saved cohorts share: the small cohort ranked and saved."""

import re

from cohorts_at_work import ranked
from sending import Browser

NAME = "Summer intake (fictional)"


def saved(browser: Browser, name: str = NAME, **fields: str) -> str:
    """Rank the small cohort and save it; the address at which it is kept."""
    home = ranked(browser, **({"seats": "2", "draws": "200"} | fields))
    response = browser.send(f"{home}/save", {"name": name})
    assert response.status_code == 303, response.text
    return response.headers["Location"]


def row_of(page: str, company: str) -> int:
    """The row of a company in the list."""
    found = re.search(rf'/company/(\d+)">{company}</a>', page)
    assert found, f"{company} is not in the list"
    return int(found[1])
