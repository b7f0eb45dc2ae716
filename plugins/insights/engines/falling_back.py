"""A service that does not answer is not the end of the work: the local engine does it, and says so."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import msgspec

from core.sdk import (
    Claim,
    Draft,
    Flags,
    Group,
    Item,
    Labels,
    Sensemaker,
    SensemakerOut,
    Tags,
    TopicHint,
    Vectors,
    Verdicts,
)

T = TypeVar("T", bound=msgspec.Struct)


class FallingBack:
    """Asks `first`; where that is out, asks `second` and notes why. Vectors wait instead.

    One that does not answer is not asked again by the same work: each of many questions would wait as long as the first.
    """

    def __init__(self, first: Sensemaker, second: Sensemaker) -> None:
        self._first, self._second = first, second
        self._away = ""

    @property
    def name(self) -> str:
        return self._first.name

    @property
    def space(self) -> str:
        return self._first.space

    @property
    def leaves_house(self) -> bool:
        return self._first.leaves_house

    async def embed(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Raises SensemakerOut: a vector of another space would be worse than none."""
        return await self._first.embed(texts, query=query)

    async def label(self, groups: Sequence[Group], *, language: str) -> Labels:
        return await self._either(lambda engine: engine.label(groups, language=language))

    async def summarise(self, items: Sequence[Item], *, language: str, most: int = 5) -> Draft:
        return await self._either(lambda engine: engine.summarise(items, language=language, most=most))

    async def answer(self, question: str, items: Sequence[Item], *, language: str, most: int = 5) -> Draft:
        return await self._either(lambda engine: engine.answer(question, items, language=language, most=most))

    async def supports(self, claims: Sequence[Claim], items: Sequence[Item]) -> Verdicts:
        return await self._either(lambda engine: engine.supports(claims, items))

    async def flags(self, texts: Sequence[str]) -> Flags:
        return await self._either(lambda engine: engine.flags(texts))

    async def tag(self, items: Sequence[Item], topics: Sequence[TopicHint]) -> Tags:
        return await self._either(lambda engine: engine.tag(items, topics))

    async def _either(self, ask: Callable[[Sensemaker], Awaitable[T]]) -> T:
        why = self._away
        if not why:
            try:
                return await ask(self._first)
            except SensemakerOut as out:
                why = str(out)
        if why != "broken":  # one answer was of no use; the next may be
            self._away = why
        found: Any = await ask(self._second)
        noted: T = msgspec.structs.replace(found, made=msgspec.structs.replace(found.made, note=why))
        return noted
