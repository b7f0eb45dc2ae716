"""What an engine must be able to do. Grouping, quotations and counts are not here: those are code of ours, for every engine."""

from collections.abc import Sequence
from typing import Protocol

from core.outside.sensemaking.shapes import (
    Claim,
    Draft,
    Flags,
    Group,
    Item,
    Labels,
    Tags,
    TopicHint,
    Vectors,
    Verdicts,
)


class SensemakerOut(Exception):
    """The engine cannot do it now; the local one can. Says why in one word: silent, broken, forbidden, budget."""


class Sensemaker(Protocol):
    """Makes sense of short texts. What people wrote is data to it, never an instruction."""

    @property
    def name(self) -> str:
        """`local`, `openai`: as it is stored and shown."""

    @property
    def space(self) -> str:
        """The space its vectors lie in: engine, model and version. Another space means: embed anew."""

    @property
    def leaves_house(self) -> bool:
        """True where texts are sent to somebody else's machine."""

    async def embed(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """One vector a text. `query`: these are what somebody looks for, not what is looked through."""

    async def label(self, groups: Sequence[Group], *, language: str) -> Labels:
        """A short name for each group, in `language` where the engine can."""

    async def summarise(self, items: Sequence[Item], *, language: str, most: int = 5) -> Draft:
        """What these items say, in at most `most` sentences, the weightiest first."""

    async def answer(self, question: str, items: Sequence[Item], *, language: str, most: int = 5) -> Draft:
        """What these items say about the question: nothing, where they say nothing."""

    async def supports(self, claims: Sequence[Claim], items: Sequence[Item]) -> Verdicts:
        """The second pass: is each claim borne out by the sentences it cites?"""

    async def flags(self, texts: Sequence[str]) -> Flags:
        """What a moderator should look at, with the reason."""

    async def tag(self, items: Sequence[Item], topics: Sequence[TopicHint]) -> Tags:
        """Which of the topics each item belongs to: the best three at most."""
