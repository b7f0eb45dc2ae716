"""What an import will insert: rows that were found good, and a sentence for each that was not."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from core.sdk import Text


@dataclass(frozen=True)
class RowError:
    """`line` counts as a spreadsheet does: the heading is line 1."""

    line: int
    message: Text


@dataclass(frozen=True, kw_only=True)
class Written:
    """What ideas and comments have in common. `author` is a name or a number, as the file has it."""

    line: int
    external_id: str = ""
    body: str = ""
    text: str = ""
    author: str = ""
    at: datetime | None = None
    support: int = 0
    oppose: int = 0


@dataclass(frozen=True, kw_only=True)
class IdeaRow(Written):
    title: str
    url: str = ""
    topics: tuple[str, ...] = ()
    status: str = ""
    area: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    answers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CommentRow(Written):
    """`idea` and `parent` are ids of the file. A `parent` is itself no answer: threads are two deep."""

    idea: str
    parent: str = ""


@dataclass(frozen=True, kw_only=True)
class VoteRow:
    line: int
    idea: str
    voter: str
    value: int
    at: datetime | None


T = TypeVar("T")


@dataclass(frozen=True)
class Plan(Generic[T]):
    rows: list[T]
    errors: list[RowError]


@dataclass(frozen=True)
class CommentPlan(Plan[CommentRow]):
    """`ideas`: those that comments are about and no file has, made from their titles."""

    ideas: list[IdeaRow] = field(default_factory=list)
