"""From mapped rows to planned ones. Knows no database: the same file and mapping give the same plan."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from core.sdk import (
    BuiltField,
    Kind,
    Refused,
    Text,
    _,
    bind_built,
    clean_html,
    clean_line,
    excerpt,
    html_from_plain,
    plain_text,
)
from plugins.ideas.importing.mapping import FIELD, Chosen, mapped
from plugins.ideas.importing.planned import CommentPlan, CommentRow, IdeaRow, Plan, RowError, VoteRow
from plugins.ideas.importing.table import SourceTable
from plugins.ideas.importing.threads import two_deep
from plugins.ideas.importing.values import NotThis, degrees, moment, month_comes_first, number

LONGEST_TITLE = 200
LONGEST_ID = 120
MOST_VOTES = 1_000_000  # on one idea
_HTML = re.compile(r"<(p|div|br|ul|ol|li|h[1-6]|strong|em|a)\b[^>]*>", re.IGNORECASE)
_DIV = re.compile(r"<(/?)div\b[^>]*>", re.IGNORECASE)
_SEPARATORS = re.compile(r"[;,|\n]")
_NONE = ("", "0", "-1", "none", "null", "nan")

T = TypeVar("T")
Cells = Mapping[str, str]


def plan_ideas(table: SourceTable, chosen: Chosen, fields: Sequence[BuiltField] = ()) -> Plan[IdeaRow]:
    month_first = _month_first(table, chosen)
    seen: dict[str, int] = {}

    def idea(line: int, cells: Cells) -> IdeaRow:
        row = _idea(line, cells, month_first, fields)
        if row.external_id in seen:
            raise Refused(_("The same id as row {n}.").format(n=seen[row.external_id]))
        seen[row.external_id] = line
        return row

    return _plan(table, chosen, idea)


def plan_comments(table: SourceTable, chosen: Chosen, ideas: Iterable[str]) -> CommentPlan:
    """`ideas`: the ids that comments may be about. Others are made where the file has their titles."""
    known = set(ideas)
    made: dict[str, IdeaRow] = {}
    month_first = _month_first(table, chosen)

    def comment(line: int, cells: Cells) -> CommentRow:
        about = key_of(cells["idea"])
        body, text = _written(cells.get("text", ""))
        if not text:
            raise Refused(_("The comment has no text."))
        if about not in known and about not in made:
            made[about] = _missing_idea(line, cells)
        parent = cells.get("parent", "")
        return CommentRow(
            **_common(line, cells, month_first),
            body=body,
            text=text,
            idea=about,
            parent="" if parent.lower() in _NONE else key_of(parent),
        )

    plan = _plan(table, chosen, comment, needed="idea")
    parents = {
        key_of(cells["id"]): key_of(cells.get("parent", ""))
        for cells in _all_cells(table, chosen)
        if "id" in cells
    }
    return CommentPlan(two_deep(plan.rows, parents), plan.errors, list(made.values()))


def _missing_idea(line: int, cells: Cells) -> IdeaRow:
    title = clean_line(cells.get("idea_title", ""))
    if not title:
        raise Refused(_("The idea it is about is not in the file of ideas."))
    url = clean_line(cells["idea"])
    return IdeaRow(line=line, external_id=key_of(url), title=excerpt(title, LONGEST_TITLE), url=url[:500])


def plan_votes(table: SourceTable, chosen: Chosen, ideas: Iterable[str]) -> Plan[VoteRow]:
    known = set(ideas)
    month_first = _month_first(table, chosen)
    seen: set[tuple[str, str]] = set()

    def vote(line: int, cells: Cells) -> VoteRow:
        voter = clean_line(cells.get("voter", ""))[:60] or f"row {line}"
        about = key_of(cells["idea"])
        if about not in known:
            raise Refused(_("The idea it is about is not in the file of ideas."))
        if (about, voter) in seen:
            raise Refused(_("This voter has voted on the same idea before."))
        seen.add((about, voter))
        value = _read("value", lambda: number(cells.get("value", "1")))
        if value not in (-1, 1):
            raise Refused(_("A vote is 1 (for) or -1 (against)."))
        return VoteRow(line=line, idea=about, voter=voter, value=value, at=_at(cells, month_first))

    return _plan(table, chosen, vote, needed="idea")


def _plan(
    table: SourceTable, chosen: Chosen, make: Callable[[int, Cells], T], *, needed: str = ""
) -> Plan[T]:
    plan: Plan[T] = Plan([], [])
    for line, cells in enumerate(_all_cells(table, chosen), start=2):
        try:
            plan.rows.append(make(line, _complete(cells, needed)))
        except Refused as refused:
            plan.errors.append(RowError(line, refused.message))
    return plan


def _complete(cells: Cells, needed: str) -> Cells:
    if needed and needed not in cells:
        raise Refused(_("The row does not say which idea it is about."))
    return cells


def _all_cells(table: SourceTable, chosen: Chosen) -> Iterable[dict[str, str]]:
    return (mapped(record, chosen) for record in table.records())


def _idea(line: int, cells: Cells, month_first: bool, fields: Sequence[BuiltField]) -> IdeaRow:
    title, written = clean_line(cells.get("title", "")), cells.get("text", "")
    if "summary" in cells and cells["summary"] not in written:
        written = f"{cells['summary']}\n\n{written}"
    body, text = _written(written)
    title = title or excerpt(text, 80)
    if not title:
        raise Refused(_("There is neither a title nor a text."))
    if len(title) > LONGEST_TITLE:  # nothing is lost: the whole title begins the text
        body, text = html_from_plain(title) + body, f"{title}\n\n{text}"
        title = excerpt(title, LONGEST_TITLE)
    return IdeaRow(
        **_common(line, cells, month_first),
        title=title,
        body=body,
        text=text,
        url=clean_line(cells.get("url", ""))[:500],
        topics=_topics(cells.get("topic", "")),
        status=clean_line(cells.get("status", ""))[:60],
        area=clean_line(cells.get("area", ""))[:60],
        address=clean_line(cells.get("address", ""))[:200],
        answers=_answers(cells, fields),
        **_point(cells),
    )


def _common(line: int, cells: Cells, month_first: bool) -> dict[str, Any]:
    return {
        "line": line,
        "external_id": key_of(cells.get("id", "") or cells.get("url", "")) or f"row {line}",
        "author": clean_line(cells.get("author", ""))[:120],
        "at": _at(cells, month_first),
        "support": _votes("support", cells),
        "oppose": _votes("oppose", cells),
    }


def key_of(cell: str) -> str:
    """An id as it is kept: a long one, such as an address, by its beginning and a hash of the whole."""
    line = clean_line(cell)
    if len(line) <= LONGEST_ID:
        return line
    return f"{line[: LONGEST_ID - 17]}~{hashlib.sha256(line.encode()).hexdigest()[:16]}"


def _written(raw: str) -> tuple[str, str]:
    """Safe HTML, and the same as plain text."""
    html = clean_html(_DIV.sub(r"<\1p>", raw)) if _HTML.search(raw) else html_from_plain(raw)
    text = plain_text(html)
    return (html, text) if text else ("", "")


def _at(cells: Cells, month_first: bool) -> datetime | None:
    if "created" not in cells:
        return None
    return _read(
        "created", lambda: moment(cells["created"], clock=cells.get("time", ""), month_first=month_first)
    )


def _votes(target: str, cells: Cells) -> int:
    count = _read(target, lambda: number(cells.get(target, "0")))
    if not 0 <= count <= MOST_VOTES:
        raise Refused(_("“{cell}” is not a number of votes.").format(cell=cells[target][:40]))
    return count


def _point(cells: Cells) -> dict[str, Any]:
    if ("latitude" in cells) != ("longitude" in cells):
        raise Refused(_("A place needs both latitude and longitude."))
    if "latitude" not in cells:
        return {}
    return {
        "latitude": _read("latitude", lambda: degrees(cells["latitude"], 90)),
        "longitude": _read("longitude", lambda: degrees(cells["longitude"], 180)),
    }


_CANNOT_READ: dict[str, Text] = {
    "created": _("We cannot read the date. Write it as 2027-05-17 or 17.5.2027."),
    "latitude": _("The latitude must be a number between -90 and 90."),
    "longitude": _("The longitude must be a number between -180 and 180."),
    "value": _("A vote is 1 (for) or -1 (against)."),
}


def _read(target: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except NotThis as error:
        not_a_number = _("“{cell}” is not a number of votes.").format(cell=str(error)[:40])
        raise Refused(_CANNOT_READ.get(target, not_a_number)) from error


def _topics(cell: str) -> tuple[str, ...]:
    names = (clean_line(name)[:60] for name in _SEPARATORS.split(cell))
    return tuple(dict.fromkeys(name for name in names if name))[:5]


def _answers(cells: Cells, fields: Sequence[BuiltField]) -> dict[str, Any]:
    """Answers to staff's own fields, as the form reads them. What does not fit is an error of the row."""
    given = [field for field in fields if FIELD + field.key in cells]
    if not given:
        return {}
    raw = {f"extra.{field.key}": _options(field, cells[FIELD + field.key]) for field in given}
    bound = bind_built(given, raw)
    if bound.errors:
        raise Refused(bound.errors[0].message)
    return bound.values


def _options(field: BuiltField, cell: str) -> list[str]:
    """Options by their words, as an export writes them."""
    if not field.kind.has_options:
        return [cell]
    names = {label.lower(): option.key for option in field.options for label in option.labels.values()}
    parts = [clean_line(part) for part in cell.split(",")] if field.kind is Kind.CHOICES else [cell]
    return [names.get(part.lower(), part) for part in parts]


def _month_first(table: SourceTable, chosen: Chosen) -> bool:
    column = next((column for column, target in chosen.items() if target == "created"), None)
    if column is None:
        return False
    at = table.columns.index(column)
    return month_comes_first(row[at] for row in table.rows)
