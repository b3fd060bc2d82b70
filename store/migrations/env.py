"""How Alembic runs a migration: on the connection that `store.migrating` hands over, within its transaction."""

from alembic import context

from store.migrating import VERSION_TABLE
from store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # also on SQLite, where the connection has begun the transaction itself
)
with context.begin_transaction():
    context.run_migrations()
