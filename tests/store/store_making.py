"""Made-up companies, kept, and hands that reach past the guards."""

from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Engine, inspect, text

from scoring import Assessment, CompanyProfile, assess, profile_model, shipped_book
from store.engine import writing
from store.keeping import Kept, keep
from store.migrating import VERSION_TABLE

FIELDS = {
    "name": "Yunhe Vision (fictional)",
    "city": "shenzhen",
    "sectors": ["medical"],
    "as_of": "2021-06-30",
    "rounds": [{"round": "a", "date": "2020-06", "amount": 20_000_000}],
    "answers": {"cash_runway": {"value": 14, "evidence": "third_party_document"}},
}


def profile(**fields: Any) -> CompanyProfile[Any]:
    """A made-up company; `fields` replace made-up ones."""
    return profile_model(shipped_book()).model_validate(FIELDS | fields)


@cache
def assessed(lang: str = "en") -> Assessment:
    """The assessment of the made-up company."""
    return assess(profile(), lang=lang)


def kept(engine: Engine, **options: Any) -> Kept:
    """Keep the made-up company and its assessment."""
    return keep(engine, profile(), assessed(), actor="test", **options)


@contextmanager
def past_the_guards(engine: Engine):
    """A connection for which triggers and foreign keys are off, as somebody has it who owns the database."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        plain = raw.driver_connection
        plain.execute("PRAGMA foreign_keys=OFF")
        guards = plain.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            plain.execute(f"DROP TRIGGER {name}")
        yield lambda statement, *values: plain.execute(statement, values)
        for _, made in guards:
            plain.execute(made)
        plain.execute("PRAGMA foreign_keys=ON")
        raw.close()
        return
    with writing(engine) as connection:
        tables = set(inspect(connection).get_table_names()) - {VERSION_TABLE}
        for table in tables:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        yield lambda statement, *values: connection.exec_driver_sql(statement.replace("?", "%s"), values or None)
        for table in tables:
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER ALL"))
