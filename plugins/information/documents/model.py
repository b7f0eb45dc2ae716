"""What pages see of a document."""

from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from core.sdk import Refused, Text, _

STATES: dict[str, Text] = {
    "reading": _("Being read"),
    "ready": _("Ready to be published"),
    "failed": _("Could not be read"),
    "published": _("Published"),
}
PROBLEMS: dict[str, Text] = {
    "broken": _(
        "The file is damaged, or holds something that we do not open. Save it again and try once more."
    ),
    "locked": _("The file has a password. Save it without one and try again."),
    "empty": _("We found no text in the file."),
    "too_big": _(
        "The file unfolds to more than we can read. Split it, or save it as PDF with smaller pictures."
    ),
    "too_long": _("The document has more pages or sections than we can show. Split it in several."),
    "unknown": _("This is not a file that we can read. Choose DOCX, ODT, HTML, Markdown or PDF."),
}


class CannotRead(Refused):
    """The file is of a kind that is not read here."""

    field = "file"

    def __init__(self, code: str) -> None:
        super().__init__(PROBLEMS.get(code, PROBLEMS["broken"]))


class WrongState(Refused):
    """A version is published once, when it has been read."""

    def __init__(self) -> None:
        super().__init__(_("This version cannot be published now. Load the page again to see how it stands."))


@dataclass(frozen=True, slots=True)
class Version:
    id: int
    number: int
    title: str
    note: str
    filename: str
    kind: str
    file: dict[str, Any]
    state: str
    problem: str
    job_id: int | None
    created_at: datetime
    published_at: datetime | None

    @property
    def said_problem(self) -> Text:
        return PROBLEMS.get(self.problem, PROBLEMS["broken"])

    @property
    def said_state(self) -> Text:
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class Shown:
    """One section as it is shown. Paragraphs are counted from 1."""

    key: str
    heading: str
    level: int
    blocks: tuple[str, ...]
    picture: str
    width: int
    height: int
    position: int

    @property
    def name(self) -> Text | str:
        """The heading; of a page its number, in the reader's language."""
        if not self.heading:
            return _("Introduction")
        if self.heading.startswith("page:"):
            _page, number, named = self.heading.split(":", 2)
            said = _("Page {n}").format(n=number)
            return _("{page}: {name}").format(page=said, name=named) if named else said
        return self.heading

    def paragraph(self, n: int | None) -> str:
        """Its text as a browser counts it, or nothing."""
        return text_of(self.blocks[n - 1]) if n is not None and 0 < n <= len(self.blocks) else ""


def text_of(html: str) -> str:
    """The same characters as `textContent` of the paragraph in the browser."""
    out: list[str] = []
    inside = False
    for piece in html.replace("<", "\0<").replace(">", ">\0").split("\0"):
        inside = piece.startswith("<")
        if not inside:
            out.append(unescape(piece))
    return "".join(out)
