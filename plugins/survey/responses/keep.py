"""An import as it stands between the pages: the file, what its columns mean, how it went. The only writer of `survey_import`."""

import asyncio
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Person, Place, Refused, _, execute, row, rows, value
from plugins.survey.responses.mapping import Chosen
from plugins.survey.responses.plan import Planned
from plugins.survey.responses.table import Heading, SourceTable, read_table

_COLUMNS = "id, at, state, filename, columns, mapping, row_count, counts, errors, job_id"


class Busy(Refused):
    def __init__(self) -> None:
        super().__init__(_("This import has been started already."))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptImport:
    """`state`: mapping, running, done, undone."""

    id: int
    at: datetime
    state: str
    filename: str
    headings: tuple[Heading, ...]
    mapping: Chosen
    row_count: int
    counts: dict[str, int]
    errors: list[tuple[int, str]]
    job_id: int | None


async def begin_import(
    *, place: Place, by: Person | None, filename: str, data: bytes, table: SourceTable, chosen: Chosen
) -> int:
    """Keep the file until it has been read in; the import's number."""
    packed = await asyncio.to_thread(zlib.compress, data, 1)
    import_id: int = await value("SELECT nextval(pg_get_serial_sequence('contribution', 'id'))")
    await execute(
        "INSERT INTO survey_import (id, activity, by, filename, columns, mapping, row_count, rows) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        import_id,
        place.here.id,
        by.id if by else None,
        filename[:200],
        [[h.title, h.part, h.code] for h in table.headings],
        chosen,
        len(table.rows),
        packed,
    )
    return import_id


async def load_import(*, activity_id: int, import_id: int) -> KeptImport | None:
    found = await row(
        f"SELECT {_COLUMNS} FROM survey_import WHERE activity = $1 AND id = $2", activity_id, import_id
    )
    return _import(found) if found else None


async def imports_of(*, activity_id: int) -> list[KeptImport]:
    found = await rows(
        f"SELECT {_COLUMNS} FROM survey_import WHERE activity = $1 ORDER BY at DESC, id DESC LIMIT 50",
        activity_id,
    )
    return [_import(each) for each in found]


async def table_of(kept: KeptImport) -> SourceTable:
    """Read again from the file that was kept."""
    packed = await value("SELECT rows FROM survey_import WHERE id = $1", kept.id)
    return await asyncio.to_thread(_unpacked, kept.filename, bytes(packed))


async def set_mapping(*, kept: KeptImport, chosen: Chosen) -> None:
    await execute(
        "UPDATE survey_import SET mapping = $2 WHERE id = $1 AND state = 'mapping'", kept.id, chosen
    )


async def start(*, kept: KeptImport, job_id: int) -> None:
    """Raises Busy for the second of two who press the button."""
    changed = await execute(
        "UPDATE survey_import SET state = 'running', job_id = $2 WHERE id = $1 AND state = 'mapping'",
        kept.id,
        job_id,
    )
    if not changed:
        raise Busy


async def finish(*, import_id: int, planned: Planned, said: Sequence[tuple[int, str]]) -> None:
    """The file is thrown away: it stands as responses now."""
    counts = {"responses": len(planned.responses), "empty": planned.empty, "wrong": planned.wrong}
    await execute(
        "UPDATE survey_import SET state = 'done', counts = $2, errors = $3, rows = '' WHERE id = $1",
        import_id,
        counts,
        [list(each) for each in said],
    )


async def mark_undone(*, import_id: int) -> bool:
    changed = await execute(
        "UPDATE survey_import SET state = 'undone' WHERE id = $1 AND state = 'done'", import_id
    )
    return changed > 0


def _unpacked(filename: str, packed: bytes) -> SourceTable:
    return read_table(filename, zlib.decompress(packed))


def _import(found: dict[str, Any]) -> KeptImport:
    return KeptImport(
        id=found["id"],
        at=found["at"],
        state=found["state"],
        filename=found["filename"],
        headings=tuple(Heading(*parts) for parts in found["columns"]),
        mapping=found["mapping"],
        row_count=found["row_count"],
        counts=found["counts"],
        errors=[(line, said) for line, said in found["errors"]],
        job_id=found["job_id"],
    )
