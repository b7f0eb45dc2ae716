"""What the rest of the house sees of contributions: plain data, complete, and already right for the one who looks."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.i18n import Localized, Text


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"  # for a moderator, where staff chose to look before publishing
    PUBLISHED = "published"
    INTERNAL = "internal"  # for staff and sense-making only, never on a public page
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    REMOVED = "removed"


COMMENT = "comment"  # the kind of a contribution that is about another one


@dataclass(frozen=True, slots=True)
class Topic:
    id: int
    key: str
    name: Localized
    description: Localized
    icon: str


@dataclass(frozen=True, slots=True)
class Status:
    """`kind` keeps the meaning for figures, whatever staff call it: open, accepted, done, declined."""

    id: int
    key: str
    name: Localized
    kind: str
    colour: str


@dataclass(frozen=True, slots=True)
class Counts:
    support: int = 0
    oppose: int = 0
    comments: int = 0


@dataclass(frozen=True, slots=True)
class OfficialAnswer:
    """`html` may be empty: then only the status changed."""

    status: Status | None
    html: str
    by: str | Text
    at: datetime


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote something, as this viewer may see it. `real_name` is filled for staff only, where the public sees none."""

    id: int | None
    name: str | Text
    real_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One piece of text with all that a page shows. In lists `body` is empty and `text` is only its beginning."""

    id: int
    activity_id: int
    kind: str
    url: str
    title: str
    body: str
    text: str
    author: Author
    anonymous: bool
    official: bool
    language: str
    state: State
    channel: str
    created_at: datetime
    published_at: datetime | None
    updated_at: datetime
    version: int
    status: Status | None
    topics: tuple[Topic, ...]
    area: str
    address: str
    latitude: float | None
    longitude: float | None
    files: tuple[dict[str, Any], ...]
    counts: Counts
    my_reaction: int
    mine: bool
    root_id: int | None = None
    parent_id: int | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    form_version: int | None = None
    merged_into: int | None = None
    following: bool = False
    assignee_id: int | None = None
    assignee_name: str = ""
    official_answers: tuple[OfficialAnswer, ...] = ()

    @property
    def author_id(self) -> int | None:
        return self.author.id

    @property
    def author_name(self) -> str | Text:
        return self.author.name

    @property
    def image(self) -> dict[str, Any] | None:
        """The first picture, for a card."""
        return next((file for file in self.files if file.get("kind") == "image"), None)

    @property
    def edited(self) -> bool:
        return self.version > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment as it is shown. `body` is empty where it is hidden, removed or withdrawn and only holds its answers up."""

    id: int
    root_id: int
    parent_id: int | None
    body: str
    text: str
    author: Author
    official: bool
    language: str
    state: State
    published_at: datetime
    version: int
    support: int
    my_reaction: int
    mine: bool
    replies: tuple["Comment", ...] = ()

    @property
    def author_name(self) -> str | Text:
        return self.author.name

    @property
    def edited(self) -> bool:
        return self.version > 1


@dataclass(frozen=True, slots=True)
class Thread:
    """Comments of one contribution, oldest first. `older` is the cursor of the next ones, None at the end."""

    comments: tuple[Comment, ...]
    older: str | None
    newer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a person writes. `body` is HTML (it is cleaned again here); `topics` are ids; `location` is (latitude, longitude)."""

    title: str = ""
    body: str = ""
    topics: tuple[int, ...] = ()
    location: tuple[float, float] | None = None
    address: str = ""
    area: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    form_version: int | None = None
    files: tuple[dict[str, Any], ...] = ()
    anonymous: bool = False


SORTS = ("newest", "supported", "discussed", "random")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which contributions, in what order. `topic` and `status` are keys, as in an address; unknown ones find nothing.

    `seed` keeps a random order the same for one visitor. `states` other than published are for staff pages.
    """

    sort: str = "newest"
    topic: str = ""
    status: str = ""
    area: str = ""
    text: str = ""
    seed: str = ""
    cursor: str = ""
    states: tuple[State, ...] = (State.PUBLISHED,)
    assignee: int | None = None
    author: int | None = None
    located: bool = False  # only those with a place on the map


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list, with the cursors of the pages before and after it."""

    items: tuple[Contribution, ...]
    older: str | None
    newer: str | None
