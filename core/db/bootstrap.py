"""What a database needs once, from its administrator: extensions, and a login role that owns nothing."""

import asyncpg

EXTENSIONS = ("vector", "pg_trgm", "citext")


def bootstrap_statements(*, login: str, database: str) -> list[str]:
    """SQL for a superuser, run in the new database. The login role may make tenants' roles and schemas, and nothing else.

    `NOINHERIT`: being a member of every tenant's role gives nothing until a scope has said `SET ROLE`.
    """
    return [
        *(f"CREATE EXTENSION IF NOT EXISTS {name} SCHEMA public" for name in EXTENSIONS),
        _role(login, "LOGIN NOINHERIT CREATEROLE"),
        f'GRANT CONNECT, CREATE ON DATABASE "{database}" TO {login}',
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    ]


def _role(name: str, options: str) -> str:
    return (
        f"DO $$ BEGIN CREATE ROLE {name} {options}; "
        f"EXCEPTION WHEN duplicate_object OR unique_violation THEN ALTER ROLE {name} {options}; END $$"
    )


async def bootstrap(admin_url: str, *, login: str, password: str = "") -> None:
    """Prepare the database that `admin_url` names. Safe to repeat. Without `password` the role's stays what it is."""
    connection = await asyncpg.connect(admin_url)
    try:
        database = await connection.fetchval("SELECT current_database()")
        for statement in bootstrap_statements(login=login, database=database):
            await connection.execute(statement)
        if password:
            quoted = await connection.fetchval("SELECT quote_literal($1)", password)
            await connection.execute(f"ALTER ROLE {login} PASSWORD {quoted}")
    finally:
        await connection.close()
