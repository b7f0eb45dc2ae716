"""A part of a dashboard: a heading, and functions that each answer with cards."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from core.sdk import Block, Text
from plugins.dashboards.asked import Asked

Card = Callable[[Asked], Awaitable[list[Block]]]


@dataclass(frozen=True, kw_only=True)
class Section:
    """`cards` answer with an empty list where they have nothing to say. `public`: a project may show it to residents.

    `lead`: one sentence under the heading. `links`: (label, path on the staff pages) to go on from here.
    """

    id: str
    title: Text
    cards: tuple[Card, ...]
    lead: Text | str = ""
    public: bool = True
    links: tuple[tuple[Text, str], ...] = ()
