"""Sixteen writers at once: each waits its turn, and no 'database is locked' reaches anybody."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import URL
from store_making import kept
from writers import Told, listen, missing, start

from store.check import check
from store.engine import disposed
from store.opening import open_store

SECONDS = 3


def test_sixteen_writers(url: URL) -> None:
    """Four processes with four threads each, as a server with several workers has them."""
    heard = Told([], [])
    started = [start(url, SECONDS, threads=4) for _ in range(4)]
    for process, told in started:
        listen(told, None, heard)
        process.join()
        told.close()
    assert heard.faults == []
    assert len(heard.kept) > 16
    assert missing(url, heard) == []
    numbers: dict[str, list[int]] = {}
    for company, _, number, _, _ in heard.kept:
        numbers.setdefault(company, []).append(number)
    assert all(sorted(given) == list(range(1, len(given) + 1)) for given in numbers.values())


def test_versions_of_one_company_never_share_a_number(url: URL) -> None:
    with disposed(open_store(url)) as engine:
        first = kept(engine)
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda _: kept(engine, company=first.company), range(24)))
        assert sorted(each.number for each in made) == list(range(2, 26))
        assert check(engine).problems == []
