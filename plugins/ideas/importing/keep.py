"""Imports as they are kept: begun from files, mapped, checked, looked up. The only writer of `ideas_import…`, with `run.py`."""

import asyncio
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from core.sdk import BuiltField, Person, Place, Refused, _, current_locale, execute, row, rows, value
from plugins.ideas.importing.mapping import Chosen, Part, check_mapping, guess
from plugins.ideas.importing.table import SourceTable, read_table

KEPT_ERRORS = 500


class ImportState(StrEnum):
    MAPPING = "mapping"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


class WrongMoment(Refused):
    """The button belongs to a page that is older than what has happened since."""

    def __init__(self) -> None:
        super().__init__(_("This import has moved on since you opened the page. Look at it again."))


@dataclass(frozen=True)
class KeptFile:
    part: Part
    filename: str
    columns: tuple[str, ...]
    mapping: Chosen
    row_count: int


@dataclass(frozen=True)
class KeptImport:
    id: int
    state: ImportState
    by: str
    at: datetime
    new_topics: bool
    counts: dict[str, int]
    errors: tuple[tuple[str, int, str], ...]
    job_id: int | None
    files: tuple[KeptFile, ...]

    def file(self, part: Part) -> KeptFile | None:
        return next((file for file in self.files if file.part is part), None)


async def begin_import(
    *,
    place: Place,
    by: Person | None,
    files: Mapping[Part, tuple[str, bytes]],
    fields: tuple[BuiltField, ...] = (),
) -> int:
    """Read the files and guess what their columns mean. Raises CannotRead."""
    import_id: int = await value(
        "INSERT INTO ideas_import (id, activity, by, locale) "
        "VALUES (nextval(pg_get_serial_sequence('contribution', 'id')), $1, $2, $3) RETURNING id",
        place.here.id,
        by.id if by else None,
        current_locale(),
    )
    for part, (filename, data) in files.items():
        table = await asyncio.to_thread(read_table, data, filename)
        await execute(
            "INSERT INTO ideas_import_file (import_id, part, filename, columns, mapping, row_count, rows) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7)",
            import_id,
            part,
            filename[:200],
            list(table.columns),
            guess(part, table.columns, fields),
            len(table.rows),
            await asyncio.to_thread(_packed, table),
        )
    return import_id


async def load_import(*, activity_id: int, import_id: int) -> KeptImport | None:
    found = await row(_IMPORTS + "AND i.id = $2", activity_id, import_id)
    return _import(found) if found else None


async def imports_of(*, activity_id: int) -> list[KeptImport]:
    """The latest first."""
    return [
        _import(found)
        for found in await rows(_IMPORTS + "ORDER BY i.at DESC, i.id DESC LIMIT 50", activity_id)
    ]


async def set_mapping(
    *,
    kept: KeptImport,
    chosen: Mapping[Part, Mapping[str, str]],
    new_topics: bool,
    fields: tuple[BuiltField, ...] = (),
) -> None:
    """Keep what staff chose. Raises ColumnMissing, ChosenTwice or WrongMoment."""
    for file in kept.files:
        clean = check_mapping(file.part, file.columns, chosen.get(file.part, {}), fields)
        await execute(
            "UPDATE ideas_import_file SET mapping = $3 WHERE import_id = $1 AND part = $2",
            kept.id,
            file.part,
            clean,
        )
    await execute("UPDATE ideas_import SET new_topics = $2 WHERE id = $1", kept.id, new_topics)
    await move_on(kept.id, (ImportState.MAPPING, ImportState.READY), ImportState.MAPPING)


async def move_on(import_id: int, before: tuple[ImportState, ...], after: ImportState) -> None:
    """Raises WrongMoment where it is in none of these states: a button pressed twice does one thing."""
    states = [state.value for state in before]
    sql = "UPDATE ideas_import SET state = $3 WHERE id = $1 AND state = ANY ($2::varchar[])"
    if not await execute(sql, import_id, states, after):
        raise WrongMoment


async def keep_outcome(import_id: int, *, counts: dict[str, int], errors: list[tuple[str, int, str]]) -> None:
    await execute(
        "UPDATE ideas_import SET counts = $2, errors = $3 WHERE id = $1",
        import_id,
        counts,
        errors[:KEPT_ERRORS],
    )


async def table_of(import_id: int, part: Part) -> SourceTable | None:
    found = await row(
        "SELECT columns, rows FROM ideas_import_file WHERE import_id = $1 AND part = $2", import_id, part
    )
    if found is None:
        return None
    lines = msgspec.json.decode(zlib.decompress(found["rows"]), type=tuple[tuple[str, ...], ...])
    return SourceTable(tuple(found["columns"]), lines)


async def first_rows(import_id: int, part: Part, count: int) -> list[dict[str, str]]:
    """Examples for the page where columns are mapped."""
    table = await table_of(import_id, part)
    return [dict(zip(table.columns, line, strict=True)) for line in table.rows[:count]] if table else []


async def drop_rows(import_id: int) -> None:
    """What was imported stands as ideas now; the file need not be kept beside them."""
    await execute(
        "UPDATE ideas_import_file SET rows = $2 WHERE import_id = $1", import_id, _packed(SourceTable((), ()))
    )


async def drop_import(*, kept: KeptImport) -> None:
    """Throw away one that was never run. Raises WrongMoment."""
    await move_on(kept.id, (ImportState.MAPPING, ImportState.READY, ImportState.UNDONE), ImportState.UNDONE)
    await execute("DELETE FROM ideas_import WHERE id = $1", kept.id)


def _packed(table: SourceTable) -> bytes:
    return zlib.compress(msgspec.json.encode(table.rows), 4)


_IMPORTS = """
    SELECT i.id, i.state, i.at, i.new_topics, i.counts, i.errors, i.job_id, p.name AS by,
           (SELECT jsonb_agg(jsonb_build_array(f.part, f.filename, f.columns, f.mapping, f.row_count) ORDER BY f.id)
            FROM ideas_import_file f WHERE f.import_id = i.id) AS files
    FROM ideas_import i LEFT JOIN person p ON p.id = i.by WHERE i.activity = $1
"""


def _import(found: dict[str, Any]) -> KeptImport:
    files = tuple(
        KeptFile(Part(part), filename, tuple(columns), mapping, count)
        for part, filename, columns, mapping, count in found["files"] or ()
    )
    return KeptImport(
        id=found["id"],
        state=ImportState(found["state"]),
        by=found["by"] or "",
        at=found["at"],
        new_topics=found["new_topics"],
        counts=found["counts"],
        errors=tuple((part, line, said) for part, line, said in found["errors"]),
        job_id=found["job_id"],
        files=files,
    )
