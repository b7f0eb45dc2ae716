"""A report as staff write it, and as it is drawn. Both are kept as JSON."""

import secrets
from dataclasses import fields
from typing import Any

import msgspec

from core.sdk import Block

KINDS = ("text", "figures", "said")
ORDERS = ("supported", "newest", "oldest")


class Section(msgspec.Struct, kw_only=True):
    """One section. `activity` 0 is the whole project, or the whole place where the report has no project."""

    id: str = ""
    version: int = 1
    kind: str = "text"
    title: str = ""
    body: str = ""  # safe HTML: the text itself, or what staff say about the figures
    activity: int = 0
    source: str = ""  # its name when it was chosen, to say so when it is gone
    blocks: list[str] = []  # figures: which ones; none named is all
    since: str = ""  # ISO dates; empty: the report's own
    until: str = ""
    order: str = "supported"  # said: in which order
    most: int = 10
    answered: bool = False  # said: only what the municipality has answered


class Content(msgspec.Struct, kw_only=True):
    """All that staff write. `version` is of title, lead and period; each section has one of its own."""

    version: int = 1
    title: str = ""
    lead: str = ""
    since: str = ""
    until: str = ""
    sections: list[Section] = []


class Said(msgspec.Struct, kw_only=True):
    """A contribution in a report."""

    id: int
    url: str
    title: str = ""
    body: str = ""
    by: str = ""
    supports: int = 0
    status: str = ""
    answer: str = ""
    answered_by: str = ""


class Part(msgspec.Struct, kw_only=True):
    """A section as it was drawn. `missing` says what could not be shown, and why."""

    id: str
    kind: str
    title: str = ""
    body: str = ""
    period: str = ""
    figures: list[dict[str, Any]] = []
    said: list[Said] = []
    left: int = 0  # said: how many more there are
    missing: str = ""

    @property
    def blocks(self) -> list[Block]:
        """The figures as the host's components draw them. One that stands in two sections has an id of its own in each."""
        return [_block(self.id, kept) for kept in self.figures]


class Document(msgspec.Struct, kw_only=True):
    """A whole report as it was drawn one day, in one language."""

    title: str = ""
    lead: str = ""
    language: str = "nb"
    project: str = ""
    period: str = ""
    made_on: str = ""  # ISO date
    parts: list[Part] = []


def _block(section_id: str, kept: dict[str, Any]) -> Block:
    known = {field.name: kept[field.name] for field in fields(Block) if field.name in kept}
    lists = {"columns": tuple(kept.get("columns", ())), "rows": tuple(map(tuple, kept.get("rows", ())))}
    return Block(**{**known, **lists, "id": f"{section_id}.{kept['id']}"})


def content_from(stored: Any) -> Content:
    return msgspec.convert(stored or {}, Content, strict=False)


def document_from(stored: Any) -> Document:
    return msgspec.convert(stored or {}, Document, strict=False)


def plain(value: Content | Document) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(value)
    return made


def new_id() -> str:
    return secrets.token_hex(4)
