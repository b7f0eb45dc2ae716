"""A table of open data, and which activities may stand in one."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from core.sdk import Text

Rows = AsyncIterator[dict[str, Any]]
# What everyone may read on the pages: of activities whose view nobody has narrowed.
OPEN_ACTIVITY = """
    a.state = 'published' AND NOT EXISTS (SELECT 1 FROM jsonb_each(a.rules) r
      WHERE r.key LIKE '%.view' AND (r.value->>'who' <> 'everyone' OR r.value->>'residents' = 'true'
        OR jsonb_array_length(coalesce(r.value->'groups', '[]')) > 0))
"""


@dataclass(frozen=True)
class Column:
    key: str
    about: Text


@dataclass(frozen=True)
class OpenTable:
    """`rows()` begins to read; until then nothing is asked of the database."""

    name: str
    title: Text
    about: Text
    columns: tuple[Column, ...]
    rows: Callable[[], Rows]
