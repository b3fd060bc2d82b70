"""First version: artefacts, companies, profiles, assessments, the log, and triggers that keep rows as they are."""

import sqlalchemy as sa
from alembic import op

from store.migrations.backwards import refuse_downgrade

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_HASH, _NAME, _TIME = 64, 32, 27
_START = "0" * _HASH
_KEYS = {
    "artefacts": "hash = NEW.hash",
    "companies": "id = NEW.id",
    "profiles": "id = NEW.id OR (company = NEW.company AND number = NEW.number)",
    "assessments": "id = NEW.id",
    "audit": "number = NEW.number",
    "audit_head": "id = NEW.id",
}
_PARTS = {
    "profiles": "EXISTS (SELECT 1 FROM companies WHERE id = OLD.company)",
    "assessments": "EXISTS (SELECT 1 FROM profiles WHERE id = OLD.profile)",
    "audit": "1 = 1",
    "audit_head": "1 = 1",
}
"""When a row may not be deleted: a part of a company goes with the whole of it, the log never."""
_SHRINKS = "NEW.count <= OLD.count OR NEW.id <> OLD.id"


def upgrade() -> None:
    """Make tables and triggers, and the head of an empty log."""
    _things()
    _company_tables()
    _log()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    """Refused."""
    refuse_downgrade(revision)


def _things() -> None:
    op.create_table(
        "artefacts",
        sa.Column("hash", sa.String(_HASH), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.String(_TIME), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_artefacts"),
    )


def _company_tables() -> None:
    op.create_table(
        "companies",
        sa.Column("id", sa.String(_NAME), nullable=False),
        sa.Column("made_at", sa.String(_TIME), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_companies"),
    )
    op.create_table(
        "profiles",
        sa.Column("id", sa.String(_NAME), nullable=False),
        sa.Column("company", sa.String(_NAME), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(_HASH), nullable=False),
        sa.Column("saved_at", sa.String(_TIME), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_profiles"),
        sa.ForeignKeyConstraint(["company"], ["companies.id"], name="fk_profiles_company", ondelete="CASCADE"),
        sa.UniqueConstraint("company", "number", name="uq_profiles_company_number"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_profiles_number")),
    )
    made_by = ("rules", "data", "model", "release")
    op.create_table(
        "assessments",
        sa.Column("id", sa.String(_NAME), nullable=False),
        sa.Column("profile", sa.String(_NAME), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(_HASH), nullable=False),
        sa.Column("program", sa.String(64), nullable=False),
        *(sa.Column(kind, sa.String(_HASH), nullable=kind == "release") for kind in made_by),
        sa.Column("made_at", sa.String(_TIME), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
        sa.ForeignKeyConstraint(["profile"], ["profiles.id"], name="fk_assessments_profile", ondelete="CASCADE"),
        *(sa.ForeignKeyConstraint([kind], ["artefacts.hash"], name=f"fk_assessments_{kind}") for kind in made_by),
    )
    for column in ("profile", *made_by):
        op.create_index(f"ix_assessments_{column}", "assessments", [column])


def _log() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(_TIME), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(_HASH), nullable=False),
        sa.Column("hash", sa.String(_HASH), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(_HASH), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_single")),
    )
    op.bulk_insert(head, [{"id": 1, "count": 0, "hash": _START}])


def _guard_sqlite() -> None:
    def guard(name: str, table: str, event: str, when: str) -> None:
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table}: rows are kept as they were written'); END"
        )

    for table, same in _KEYS.items():
        # INSERT OR REPLACE deletes without asking the triggers on DELETE.
        guard("not_replaced", table, "INSERT", f"EXISTS (SELECT 1 FROM {table} WHERE {same})")  # noqa: S608
        if table != "audit_head":
            guard("not_changed", table, "UPDATE", "1 = 1")
    for table, when in _PARTS.items():
        guard("not_deleted", table, "DELETE", when)
    guard("only_grows", "audit_head", "UPDATE", _SHRINKS)


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION upslope_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '%: rows are kept as they were written', TG_TABLE_NAME USING ERRCODE = '23001'; END $$"
    )
    for table, when in _PARTS.items():
        op.execute(
            f"CREATE FUNCTION upslope_keep_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
            "RAISE EXCEPTION '%: rows are kept as they were written', TG_TABLE_NAME USING ERRCODE = '23001'; "
            "END IF; RETURN OLD; END $$"
        )
        _trigger(f"{table}_not_deleted", f"BEFORE DELETE ON {table} FOR EACH ROW", f"upslope_keep_{table}")
    for table in _KEYS:
        _trigger(f"{table}_not_emptied", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", "upslope_refuse")
        if table != "audit_head":
            _trigger(f"{table}_not_changed", f"BEFORE UPDATE ON {table} FOR EACH ROW", "upslope_refuse")
    grows = f"BEFORE UPDATE ON audit_head FOR EACH ROW WHEN ({_SHRINKS})"
    _trigger("audit_head_only_grows", grows, "upslope_refuse")


def _trigger(name: str, when: str, function: str) -> None:
    op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {function}()")
