"""What a query may be. The role keeps a tenant's SQL in its schema; this keeps SQL from changing the role.

The login role may become every tenant, so PostgreSQL itself would allow `SET ROLE`. A plugin that builds SQL carelessly must
not open that door to whoever writes into its forms. A plugin's Python is another matter: who installs it trusts it.
"""

import re
from functools import lru_cache

import asyncpg

_QUERIES = ("select", "with", "insert", "update", "delete", "merge", "values", "table")
_MIGRATIONS = ("create", "alter", "drop", "truncate", "comment", "analyze")
_MAY_BEGIN = frozenset((*_QUERIES, *_MIGRATIONS))
# After lines of comment and brackets. A /* */ may be nested and hide what follows, so it may not stand first.
_FIRST_WORD = re.compile(r"(?:\s+|--[^\n]*(?:\n|\Z)|\()*([A-Za-z]+)")
# Functions that change a setting, or run a text as SQL; and escapes that could write their names otherwise.
_NOT_IN_IT = re.compile(
    r"set_config|query_to_xml|cursor_to_xml|ts_stat|ts_rewrite|dblink|pg_execute|U&[\"']", re.IGNORECASE
)


class Smuggled(asyncpg.InsufficientPrivilegeError):  # type: ignore[misc]  # asyncpg is untyped
    """The statement would leave the tenant's scope."""


@lru_cache(maxsize=4096)
def check_query(sql: str) -> None:
    """Raises Smuggled unless it is a query, or a change of tables."""
    first = _FIRST_WORD.match(sql)
    if first is None or first[1].lower() not in _MAY_BEGIN:
        raise Smuggled("only queries are sent here: the scope, its role and its settings are the host's")
    if found := _NOT_IN_IT.search(sql):
        raise Smuggled(
            f"{found[0]} is not used in queries: the scope, its role and its settings are the host's"
        )
