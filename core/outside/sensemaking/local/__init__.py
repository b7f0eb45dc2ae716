"""The engine that needs no network and no key: a small model in a process of its own, or words only, and plain counting."""

from collections.abc import Sequence
from functools import cache

from core.outside.sensemaking.local import hashed
from core.outside.sensemaking.local.embedding import SPACE, Embedder
from core.outside.sensemaking.shapes import (
    Claim,
    Draft,
    Flags,
    Group,
    Item,
    Labels,
    Made,
    Tags,
    TopicHint,
    Vectors,
    Verdict,
    Verdicts,
)
from core.settings import settings


@cache
def local_sensemaker() -> "LocalSensemaker":
    """The one of this process. Its model is started when first asked, and goes home when there is nothing to do."""
    return LocalSensemaker(Embedder(processes=settings().embedding_processes))


@cache
def words_sensemaker() -> "LocalSensemaker":
    """The same without the model: what there is where it does not run, and what others are measured against."""
    return LocalSensemaker(Embedder(processes=1, model=False), name="words")


class LocalSensemaker:
    """Writes nothing of its own: it picks sentences, counts words and compares vectors."""

    leaves_house = False

    def __init__(self, embedder: Embedder, *, name: str = "local") -> None:
        self.embedder = embedder
        self.name = name

    @property
    def space(self) -> str:
        return SPACE if self.embedder.runs else hashed.SPACE

    @property
    def words_only(self) -> bool:
        """True where the model does not run: pages say so, since likeness is then likeness of words."""
        return not self.embedder.runs

    @property
    def made(self) -> Made:
        return Made(engine=self.name, model=self.space)

    async def embed(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        if self.words_only:
            return Vectors(space=hashed.SPACE, dim=hashed.DIM, floats=hashed.embed_words(texts))
        return Vectors(space=SPACE, dim=hashed.DIM, floats=await self.embedder.embed(texts, query=query))

    async def label(self, groups: Sequence[Group], *, language: str) -> Labels:
        from core.outside.sensemaking.local.labels import label_groups

        return Labels(made=self.made, labels=label_groups(groups, language=language))

    async def summarise(self, items: Sequence[Item], *, language: str, most: int = 5) -> Draft:  # noqa: ARG002 - people's own words stay in their own language
        from core.outside.sensemaking.local.extracts import central

        return Draft(made=self.made, claims=await central(self, items, most=most))

    async def answer(self, question: str, items: Sequence[Item], *, language: str, most: int = 5) -> Draft:  # noqa: ARG002 - as above
        from core.outside.sensemaking.local.extracts import nearest

        return Draft(made=self.made, claims=await nearest(self, question, items, most=most))

    async def supports(self, claims: Sequence[Claim], items: Sequence[Item]) -> Verdicts:
        from core.outside.sensemaking.local.support import judge

        verdicts: tuple[Verdict, ...] = await judge(self, claims, items)
        return Verdicts(made=self.made, verdicts=verdicts)

    async def flags(self, texts: Sequence[str]) -> Flags:
        from core.outside.sensemaking.local.flags import flags_of

        return Flags(made=self.made, flags=tuple(flags_of(text) for text in texts))

    async def tag(self, items: Sequence[Item], topics: Sequence[TopicHint]) -> Tags:
        from core.outside.sensemaking.local.tags import tag_items

        return Tags(made=self.made, tags=await tag_items(self, items, topics))
