"""The response document: every comment and statement with its answer, as a table, a paper and a file of rows."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from core.sdk import (
    PdfUnavailable,
    Person,
    Place,
    Purpose,
    Refused,
    Text,
    _,
    execute,
    file_url,
    keep_upload,
    note,
    pdf,
    plain_text,
    row,
    rows,
)
from plugins.information.documents.store import current_version, outline_of
from plugins.information.hearing.answers import OUTCOMES, tell_authors

COLUMNS = ("number", "kind", "from", "received", "section", "text", "outcome", "answer")


class NothingAnswered(Refused):
    def __init__(self) -> None:
        super().__init__(_("Answer at least one comment or statement first."))


@dataclass(frozen=True)
class Paper:
    """A file that we made ourselves, to be kept as an upload is."""

    data: bytes
    filename: str
    content_type: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the response. Of what is not published only the answer is shown."""

    id: int
    kind: str
    author: str | Text
    at: Any
    section: Text | str
    text: str
    outcome: str
    reason: str
    url: str

    @property
    def said_outcome(self) -> Text:
        return OUTCOMES.get(self.outcome, _("Not answered yet"))


_LINES = """
    SELECT c.id, c.kind, c.text, c.anonymous, c.published_at, p.name, p.closed_at IS NOT NULL AS closed, r.section,
      s.state, s.sender, s.organisation, s.title, s.public_body, s.received_at,
      coalesce(n.outcome, '') AS outcome, coalesce(n.summary, '') AS summary, coalesce(n.reason, '') AS reason
    FROM contribution c LEFT JOIN information_statement s ON s.contribution = c.id
    LEFT JOIN information_remark r ON r.contribution = c.id LEFT JOIN person p ON p.id = c.author
    LEFT JOIN information_answer n ON n.contribution = c.id
    WHERE c.activity = $1 AND ((c.kind = 'remark' AND c.state = 'published') OR (s.id IS NOT NULL AND c.state = 'internal'))
    ORDER BY c.kind DESC, coalesce(s.received_at, c.published_at), c.id
"""


async def lines_of(*, place: Place) -> list[Line]:
    """Statements first, each in the order they came, as everyone may read them."""
    version = await current_version(activity_id=place.here.id)
    names = {s.key: s.name for s in await outline_of(version_id=version.id)} if version else {}
    return [_line(each, place, names) for each in await rows(_LINES, place.here.id)]


def _line(found: dict[str, Any], place: Place, names: dict[str, Text | str]) -> Line:
    remark = found["kind"] == "remark"
    shown = remark or found["state"] == "published"
    text = found["text"] if remark else plain_text(found["public_body"]) if shown else ""
    address = (
        f"{place.url}/{found['id']}" if remark else f"{place.url}/statements/{found['id']}" if shown else ""
    )
    return Line(
        id=found["id"],
        kind=found["kind"],
        author=_author(found, remark=remark, shown=shown),
        at=found["published_at"] if remark else found["received_at"],
        section=names.get(found["section"], found["section"] or ""),
        text=found["summary"] or text,
        outcome=found["outcome"],
        reason=found["reason"],
        url=address,
    )


def _author(found: dict[str, Any], *, remark: bool, shown: bool) -> str | Text:
    if not remark:
        return (found["organisation"] or found["sender"]) if shown else _("Not published")
    if found["anonymous"]:
        return _("Anonymous")
    return found["name"] if found["name"] and not found["closed"] else _("Former participant")


async def rows_of(*, place: Place) -> AsyncIterator[dict[str, Any]]:
    """The same as rows for a file."""
    for n, line in enumerate(await lines_of(place=place), 1):
        yield {
            "number": n,
            "kind": line.kind,
            "from": str(line.author),
            "received": line.at,
            "section": str(line.section),
            "text": line.text,
            "outcome": str(line.said_outcome),
            "answer": plain_text(line.reason),
        }


async def paper_of(*, place: Place) -> bytes:
    """A tagged PDF. Raises PdfUnavailable."""
    lines = await lines_of(place=place)
    title = _("Answers to the hearing: {name}").format(name=place.here.name)
    return await pdf(
        "information/paper_response.html", title=str(title), place=place, lines=lines, summary=summed(lines)
    )


def summed(lines: list[Line]) -> list[tuple[Text, int]]:
    """How many of each outcome, and how many wait."""
    found = [(words, sum(line.outcome == key for line in lines)) for key, words in OUTCOMES.items()]
    return [*found, (_("Not answered yet"), sum(not line.outcome for line in lines))]


async def publish_answers(*, place: Place, by: Person) -> int:
    """Show the answers to everyone, keep the paper of them, tell who wrote; how many texts. May be done again."""
    if not any(line.outcome for line in await lines_of(place=place)):
        raise NothingAnswered
    entry: dict[str, Any] = {}
    try:
        name = str(_("Answers to the hearing"))
        paper = Paper(await paper_of(place=place), f"{name}.pdf")
        entry = (await keep_upload(paper, purpose=Purpose.DOCUMENT, owner=None, public=True)).entry()
    except PdfUnavailable:  # the page and the table are there all the same
        entry = {}
    await execute(
        "INSERT INTO information_response (activity, file, by) VALUES ($1, $2, $3) "
        "ON CONFLICT (activity) DO UPDATE SET file = excluded.file, by = excluded.by",
        *(place.here.id, entry, by.id),
    )
    await note(action="information.answers", subject="activity", subject_id=place.here.id, by=by)
    return await tell_authors(place=place)


async def response_of(*, activity_id: int) -> dict[str, Any] | None:
    """When the answers were published, and the address of the paper."""
    found = await row("SELECT published_at, file FROM information_response WHERE activity = $1", activity_id)
    if found is None:
        return None
    file = found["file"]
    return {
        "at": found["published_at"],
        "paper": file_url(file["key"], name=file["name"]) if file.get("key") else "",
    }
