"""How a report stood before: a version for each piece of work on it. The only writer of `reports_version`."""

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from core.sdk import Person, execute, plain_text, row, rows
from plugins.reports.model import Content, content_from, plain

_SITTING = 15  # minutes: what one person saves in that time is one version
_SAME = f"""
    UPDATE reports_version SET content = $2, at = now(), kept = $4 WHERE id = (
        SELECT id FROM reports_version WHERE report = $1 ORDER BY number DESC LIMIT 1
    ) AND "by" IS NOT DISTINCT FROM $3 AND NOT kept AND NOT $4 AND at > now() - interval '{_SITTING} minutes'
"""
_NEW = """
    INSERT INTO reports_version (report, number, content, "by", kept)
    SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4 FROM reports_version WHERE report = $1
"""
_LIST = """
    SELECT v.number, v.at, v.content, p.name AS by FROM reports_version v LEFT JOIN person p ON p.id = v."by"
    WHERE v.report = $1 AND ($2::int IS NULL OR v.number = $2) ORDER BY v.number DESC LIMIT 200
"""


@dataclass(frozen=True)
class Version:
    number: int
    at: datetime
    by: str
    content: Content


@dataclass(frozen=True)
class Change:
    """A piece of text: `kind` is same, gone or new."""

    kind: str
    text: str


async def keep_version(*, report_id: int, content: Content, by: Person | None, kept: bool = False) -> None:
    given = (report_id, plain(content), by.id if by else None, kept)
    if not await execute(_SAME, *given):
        await execute(_NEW, *given)


async def close_sitting(*, report_id: int) -> None:
    """What was published or sent stays a version of its own."""
    await execute(
        "UPDATE reports_version SET kept = true WHERE report = $1 AND number = "
        "(SELECT max(number) FROM reports_version WHERE report = $1)",
        report_id,
    )


async def versions_of(*, report_id: int) -> list[Version]:
    return [_version(found) for found in await rows(_LIST, report_id, None)]


async def version_of(*, report_id: int, number: int) -> Version | None:
    found = await row(_LIST, report_id, number)
    return _version(found) if found else None


def compare(old: Content, new: Content) -> list[Change]:
    """Line by line, as a reader reads it."""
    before, after = _lines(old), _lines(new)
    changes: list[Change] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        kinds = (("same", before[a:b]),) if what == "equal" else (("gone", before[a:b]), ("new", after[c:d]))
        changes += [Change(kind, line) for kind, lines in kinds for line in lines]
    return changes


def _lines(content: Content) -> list[str]:
    found = [content.title, content.lead, " – ".join(filter(None, (content.since, content.until)))]
    for section in content.sections:
        found += [
            section.title,
            section.source,
            " ".join(section.blocks),
            *plain_text(section.body).split("\n"),
        ]
    return [line for line in found if line.strip()]


def _version(found: dict[str, object]) -> Version:
    content = content_from(found["content"])
    return Version(int(str(found["number"])), found["at"], str(found["by"] or ""), content)  # type: ignore[arg-type]
