"""Official answers that came with an import: on record with their own days. Nobody is told again of what was said long ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.db import copy_rows, rows
from core.text import clean_html, html_from_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAnswer:
    """`about` is the external id of a contribution; `by_id` a person of the staff here."""

    about: str
    text: str
    at: datetime
    status_id: int | None = None
    by_id: int | None = None


async def insert_answers(*, answers: Sequence[ImportedAnswer], import_id: int) -> int:
    """Write answers to contributions of the same import; how many found theirs."""
    found = await rows(
        "SELECT id, external_id FROM contribution "
        "WHERE import_id = $1 AND external_id = ANY ($2::varchar[]) AND root IS NULL",
        import_id,
        [answer.about for answer in answers],
    )
    ids = {each["external_id"]: each["id"] for each in found}
    lines = [
        (ids[a.about], a.status_id, clean_html(html_from_plain(a.text)), a.by_id, a.at)
        for a in answers
        if a.about in ids
    ]
    await copy_rows("status_change", ("contribution", "status", "answer", "by", "at"), lines)
    return len(lines)
