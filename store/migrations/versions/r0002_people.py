"""Second version: people and their ways in, consents, saved cohorts, remarks, and what was shown of companies as peers.

A company that was kept before this version was kept by the programme: it is seen by staff and counts nowhere else.
"""

import sqlalchemy as sa
from alembic import op

from store.migrations.backwards import refuse_downgrade

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_HASH, _NAME, _TIME = 64, 32, 27
_KEYS = {
    "consents": "company = NEW.company AND number = NEW.number",
    "cohorts": "id = NEW.id",
    "cohort_members": 'cohort = NEW.cohort AND "row" = NEW."row"',
    "remarks": "id = NEW.id",
    "releases": "number = NEW.number",
}
_COMPANY = "EXISTS (SELECT 1 FROM companies WHERE id = OLD.company)"
_COHORT = "EXISTS (SELECT 1 FROM cohorts WHERE id = OLD.cohort)"
_PARTS = {
    "consents": _COMPANY,
    "cohort_members": f"{_COMPANY} AND {_COHORT}",
    "remarks": f"(OLD.company IS NULL OR {_COMPANY}) AND (OLD.cohort IS NULL OR {_COHORT})",
    "releases": "1 = 1",
}
"""When a row may not be deleted: a part of a company or cohort goes with the whole of it, a release never."""
_EMPTIED = (
    "OLD.kind = 'release' AND length(NEW.content) = 0 AND NEW.hash = OLD.hash AND NEW.kind = OLD.kind "
    "AND NEW.version = OLD.version AND NEW.kept_at = OLD.kept_at"
)
"""The one change that an artefact may see."""


def upgrade() -> None:
    """Make tables and triggers; let the content of a release be emptied."""
    _people()
    _work()
    _cohort_tables()
    _peers()
    _consents_of_before()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    """Refused."""
    refuse_downgrade(revision)


def _consents_of_before() -> None:
    consents = sa.table("consents", *(sa.column(name) for name in ("company", "number", "shared", "peers", "at")))
    companies = sa.table("companies", sa.column("id"), sa.column("made_at"))
    before = sa.select(companies.c.id, sa.literal(1), sa.true(), sa.false(), companies.c.made_at)
    op.execute(sa.insert(consents).from_select(["company", "number", "shared", "peers", "at"], before))


def _name(column: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(column, sa.String(_NAME), nullable=nullable)


def _hash(column: str) -> "sa.Column[str]":
    return sa.Column(column, sa.String(_HASH), nullable=False)


def _time(column: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(column, sa.String(_TIME), nullable=nullable)


def _words(column: str, length: int | None = None) -> "sa.Column[str]":
    return sa.Column(column, sa.String(length) if length else sa.Text(), nullable=False)


def _whole(column: str) -> "sa.Column[int]":
    return sa.Column(column, sa.Integer(), autoincrement=False, nullable=False)


def _yes_no(column: str) -> "sa.Column[bool]":
    return sa.Column(column, sa.Boolean(), nullable=False)


def _bytes(column: str) -> "sa.Column[bytes]":
    return sa.Column(column, sa.LargeBinary(), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _of(table: str, column: str, target: str, ondelete: str | None = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete=ondelete)


def _people() -> None:
    op.create_table(
        "users",
        _name("id"), _words("name"), _hash("key"), _words("role", 16), _words("password"), _yes_no("active"),
        _time("made_at"),
        _key("users", "id"), sa.UniqueConstraint("key", name="uq_users_key"),
    )  # fmt: skip
    op.create_table(
        "sessions",
        _hash("hash"), _name("user"), _time("made_at"), _time("seen_at"),
        _key("sessions", "hash"), _of("sessions", "user", "users.id"),
    )  # fmt: skip
    op.create_index("ix_sessions_user", "sessions", ["user"])
    op.create_table("attempts", _hash("key"), _whole("count"), _time("last_at"), _key("attempts", "key"))
    op.create_table(
        "tokens",
        _name("id"), _words("name"), _hash("hash"), _words("scopes"), _words("made_by"), _time("made_at"),
        *(_time(column, nullable=True) for column in ("expires_at", "used_at", "revoked_at")),
        _key("tokens", "id"), sa.UniqueConstraint("hash", name="uq_tokens_hash"),
    )  # fmt: skip
    op.create_table(
        "links",
        _name("company"), _hash("hash"), _time("made_at"), _time("expires_at"),
        _key("links", "company"), _of("links", "company", "companies.id"),
        sa.UniqueConstraint("hash", name="uq_links_hash"),
    )  # fmt: skip


def _work() -> None:
    op.create_table(
        "consents",
        _name("company"), _whole("number"), _yes_no("shared"), _yes_no("peers"), _time("at"),
        _key("consents", "company", "number"), _of("consents", "company", "companies.id"),
    )  # fmt: skip
    op.create_table(
        "cohorts",
        _name("id"), _words("name"), _bytes("plan"), _words("made_by"), _time("made_at"), _key("cohorts", "id"),
    )  # fmt: skip
    op.create_table(
        "remarks",
        _name("id"), _name("company", nullable=True), _name("cohort", nullable=True), _words("kind", 16),
        _words("subject", 64), _words("value", 64), _words("reason"), _words("author"), _time("at"),
        _key("remarks", "id"), _of("remarks", "company", "companies.id"), _of("remarks", "cohort", "cohorts.id"),
    )  # fmt: skip
    for column in ("company", "cohort"):
        op.create_index(f"ix_remarks_{column}", "remarks", [column])


def _cohort_tables() -> None:
    op.create_table(
        "cohort_members",
        _name("cohort"), _whole("row"), _name("company"), _name("profile"),
        _key("cohort_members", "cohort", "row"),
        _of("cohort_members", "cohort", "cohorts.id"),
        _of("cohort_members", "company", "companies.id"),
        _of("cohort_members", "profile", "profiles.id"),
    )  # fmt: skip
    for column in ("company", "profile"):
        op.create_index(f"ix_cohort_members_{column}", "cohort_members", [column])
    op.create_table(
        "cohort_rankings",
        _name("cohort"), _words("lang", 2), _bytes("content"), _hash("hash"),
        _key("cohort_rankings", "cohort", "lang"), _of("cohort_rankings", "cohort", "cohorts.id"),
    )  # fmt: skip


def _peers() -> None:
    op.create_table(
        "releases",
        _whole("number"), _words("as_of", 10), _hash("artefact"), _time("made_at"),
        _key("releases", "number"), _of("releases", "artefact", "artefacts.hash", None),
    )  # fmt: skip
    op.create_index("ix_releases_artefact", "releases", ["artefact"])
    op.create_table("blocks", _name("id"), _whole("size"), _key("blocks", "id"))
    op.create_table(
        "block_members",
        _name("block"), _whole("place"), _name("company"), _bytes("content"),
        _key("block_members", "block", "place"),
        _of("block_members", "block", "blocks.id"), _of("block_members", "company", "companies.id"),
    )  # fmt: skip
    op.create_index("ix_block_members_company", "block_members", ["company"])
    op.create_table(
        "release_blocks",
        _whole("release"), _whole("place"), _name("block"),
        _key("release_blocks", "release", "place"),
        _of("release_blocks", "release", "releases.number", None), _of("release_blocks", "block", "blocks.id"),
    )  # fmt: skip
    op.create_index("ix_release_blocks_block", "release_blocks", ["block"])
    op.create_table(
        "told",
        _name("company"), _bytes("content"), _key("told", "company"), _of("told", "company", "companies.id"),
    )  # fmt: skip


def _guard_sqlite() -> None:
    def guard(name: str, table: str, event: str, when: str) -> None:
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table}: rows are kept as they were written'); END"
        )

    for table, same in _KEYS.items():
        guard("not_replaced", table, "INSERT", f"EXISTS (SELECT 1 FROM {table} WHERE {same})")  # noqa: S608
        guard("not_changed", table, "UPDATE", "1 = 1")
    for table, when in _PARTS.items():
        guard("not_deleted", table, "DELETE", when)
    op.execute("DROP TRIGGER artefacts_not_changed")
    guard("not_changed", "artefacts", "UPDATE", f"NOT ({_EMPTIED})")


def _guard_postgresql() -> None:
    for table, when in _PARTS.items():
        op.execute(
            f"CREATE FUNCTION upslope_keep_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
            "RAISE EXCEPTION '%: rows are kept as they were written', TG_TABLE_NAME USING ERRCODE = '23001'; "
            "END IF; RETURN OLD; END $$"
        )
        _trigger(f"{table}_not_deleted", f"BEFORE DELETE ON {table} FOR EACH ROW", f"upslope_keep_{table}")
    for table in _KEYS:
        _trigger(f"{table}_not_emptied", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", "upslope_refuse")
        _trigger(f"{table}_not_changed", f"BEFORE UPDATE ON {table} FOR EACH ROW", "upslope_refuse")
    op.execute("DROP TRIGGER artefacts_not_changed ON artefacts")
    changed = f"BEFORE UPDATE ON artefacts FOR EACH ROW WHEN (NOT ({_EMPTIED}))"
    _trigger("artefacts_not_changed", changed, "upslope_refuse")


def _trigger(name: str, when: str, function: str) -> None:
    op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {function}()")
