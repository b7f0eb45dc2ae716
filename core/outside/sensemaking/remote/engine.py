"""The engine that asks a language model. It cites by numbers: every word that is quoted is cut from the source by code."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from core.outside.sensemaking.protocol import Sensemaker, SensemakerOut
from core.outside.sensemaking.remote import replies
from core.outside.sensemaking.remote.calling import (
    Call,
    CallLedger,
    CallRecord,
    ModelService,
    ask,
    with_client,
)
from core.outside.sensemaking.remote.masking import masked
from core.outside.sensemaking.shapes import (
    Cite,
    Claim,
    Draft,
    Flag,
    FlagKind,
    Flags,
    Group,
    Item,
    Label,
    Labels,
    Made,
    Tag,
    Tags,
    TopicHint,
    Vectors,
    Verdict,
    Verdicts,
)

_MOST_LETTERS = 24_000  # of data in one question
_MOST_CLAIM = 400
_GROUPS_AT_ONCE = 12
_ITEMS_A_GROUP = 8
_SENTENCES = 6  # of an item that is one of many
_TEXTS_AT_ONCE = 64


class RemoteSensemaker:
    """Vectors come from the service where it has a model for them, else from the local engine. `ledger`: budget and record."""

    name = "openai"
    leaves_house = True

    def __init__(self, service: ModelService, ledger: CallLedger, local: Sensemaker) -> None:
        self.service = service
        self._ledger = ledger
        self._local = local

    @property
    def space(self) -> str:
        model = self.service.embedding_model
        return f"openai:{model}"[:80] if model else self._local.space

    async def embed(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        if not self.service.embedding_model:
            return await self._local.embed(texts, query=query)
        floats = array("f")
        dim = 1
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            found = await self._embedded(
                [masked(text)[:6_000] for text in texts[start : start + _TEXTS_AT_ONCE]]
            )
            dim = len(found[0])
            for line in found:
                floats.extend(_of_length_one(line))
        return Vectors(space=self.space, dim=dim, floats=floats.tobytes())

    async def label(self, groups: Sequence[Group], *, language: str) -> Labels:
        labels: list[Label] = []
        for start in range(0, len(groups), _GROUPS_AT_ONCE):
            batch = groups[start : start + _GROUPS_AT_ONCE]
            data = [
                {
                    "group": each.number,
                    "hint": masked(each.hint),
                    "texts": [_text(i) for i in each.items[:_ITEMS_A_GROUP]],
                }
                for each in batch
            ]
            ids = [_id(item) for each in batch for item in each.items[:_ITEMS_A_GROUP]]
            found = await self._ask("label", data, ids, replies.Names, language=language)
            known = {each.number for each in batch}
            labels += [
                Label(group=each.group, name=_line(each.name, 80), description=_line(each.description, 200))
                for each in found.groups
                if each.group in known and each.name.strip()
            ]
        return Labels(made=self._made("label"), labels=tuple(labels))

    async def summarise(self, items: Sequence[Item], *, language: str, most: int = 5) -> Draft:
        claims: list[Claim] = []
        for batch in _batches(items):
            data = {"items": [_numbered(item) for item in batch]}
            ids = [_id(item) for item in batch]
            found = await self._ask("summarise", data, ids, replies.Claims, language=language, most=most)
            claims += _checked(found.claims, batch)
        claims.sort(key=lambda claim: -len({cite.item for cite in claim.cites}))
        return Draft(made=self._made("summarise"), claims=tuple(claims[:most]))

    async def answer(self, question: str, items: Sequence[Item], *, language: str, most: int = 5) -> Draft:
        claims: list[Claim] = []
        for batch in _batches(items):
            data = {"question": masked(question), "items": [_numbered(item) for item in batch]}
            ids = [_id(item) for item in batch]
            found = await self._ask("answer", data, ids, replies.Claims, language=language, most=most)
            claims += _checked(found.claims, batch)
        claims.sort(key=lambda claim: -len({cite.item for cite in claim.cites}))
        return Draft(made=self._made("answer"), claims=tuple(claims[:most]))

    async def supports(self, claims: Sequence[Claim], items: Sequence[Item]) -> Verdicts:
        """A claim that the service says nothing about is taken for unsupported."""
        known = {item.number: item for item in items}
        data = [
            {"claim": n, "text": claim.text, "sentences": [masked(each) for each in _cited(claim, known)]}
            for n, claim in enumerate(claims)
        ]
        ids = sorted({_id(known[c.item]) for claim in claims for c in claim.cites if c.item in known})
        said: dict[int, str] = {}
        for start in range(0, len(data), _GROUPS_AT_ONCE):
            found = await self._ask(
                "supports", data[start : start + _GROUPS_AT_ONCE], ids, replies.Judgements
            )
            said |= {each.claim: each.verdict for each in found.claims}
        verdicts = tuple(_verdict(said.get(n, "")) for n in range(len(claims)))
        return Verdicts(made=self._made("supports"), verdicts=verdicts)

    async def flags(self, texts: Sequence[str]) -> Flags:
        found: list[tuple[Flag, ...]] = [() for _each in texts]
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            batch = texts[start : start + _TEXTS_AT_ONCE]
            data = [{"text": n, "words": masked(text)[:1_500]} for n, text in enumerate(batch)]
            said = await self._ask("flags", data, [], replies.Marks)
            for each in said.texts:
                if 0 <= each.text < len(batch) and each.kind in set(FlagKind):
                    weight = min(1.0, max(0.0, each.weight))
                    flag = Flag(
                        kind=FlagKind(each.kind), reason="model", found=_line(each.reason, 40), weight=weight
                    )
                    found[start + each.text] += (flag,)
        return Flags(made=self._made("flags"), flags=tuple(found))

    async def tag(self, items: Sequence[Item], topics: Sequence[TopicHint]) -> Tags:
        offered = [{"topic": t.number, "name": t.name, "about": t.description} for t in topics]
        known = {topic.number for topic in topics}
        said: dict[int, tuple[Tag, ...]] = {}
        for batch in _batches(items):
            data = {"topics": offered, "items": [{"item": i.number, "text": _text(i)} for i in batch]}
            found = await self._ask("tag", data, [_id(item) for item in batch], replies.Sortings)
            for each in found.items:
                tags = [Tag(topic=t.topic, confidence=min(1.0, max(0.0, t.confidence))) for t in each.topics]
                said[each.item] = tuple(tag for tag in tags if tag.topic in known)[:3]
        return Tags(made=self._made("tag"), tags=tuple(said.get(item.number, ()) for item in items))

    def _made(self, purpose: str) -> Made:
        return Made(engine=self.name, model=self.service.model, prompt=f"{purpose}.1", by_model=True)

    async def _ask(self, purpose: str, data: Any, ids: Iterable[int], shape: Any, **values: Any) -> Any:
        call = Call(
            purpose=purpose, version=1, data=msgspec.json.encode(data).decode(), ids=tuple(ids), values=values
        )
        return await ask(self.service, self._ledger, call, shape)

    async def _embedded(self, texts: list[str]) -> list[list[float]]:
        service, model = self.service, self.service.embedding_model
        call = Call(purpose="embed", version=1, data=msgspec.json.encode(texts).decode())
        reserved = await self._ledger.reserve(cost=len(call.data) / 3 * service.price_in / 1_000_000)

        async def work(client: Any) -> Any:
            return await client.embeddings.create(model=model, input=texts, encoding_format="float")

        try:
            made = await with_client(service, work)
        except SensemakerOut:
            await self._ledger.keep(_embedding(service, call, 0, "out"), answer=None, reserved=reserved)
            raise
        used = made.usage.prompt_tokens if made.usage else len(call.data) // 3
        await self._ledger.keep(_embedding(service, call, used, "ok"), answer=None, reserved=reserved)
        lines = [each.embedding for each in sorted(made.data, key=lambda each: each.index)]
        if len(lines) != len(texts) or len({len(line) for line in lines}) != 1:
            raise SensemakerOut("broken")
        return lines


def _embedding(service: ModelService, call: Call, used: int, outcome: str) -> CallRecord:
    return CallRecord(
        purpose="embed",
        model=service.embedding_model,
        prompt="",
        digest=call.digest(service.embedding_model),
        sent=call.data,
        ids=(),
        tokens_in=used,
        tokens_out=0,
        cost=used * service.price_in / 1_000_000,
        outcome=outcome,
    )


def _checked(said: Iterable[replies.Said], items: Sequence[Item]) -> list[Claim]:
    """Claims with what they cite that is really there; one that cites nothing of it is no claim."""
    length = {item.number: len(item.sentences) for item in items}
    claims = []
    for each in said:
        cites = dict.fromkeys(
            Cite(c.item, c.sentence) for c in each.cites if 0 <= c.sentence < length.get(c.item, 0)
        )
        text = _line(each.text, _MOST_CLAIM)
        if cites and text:
            claims.append(Claim(text=text, cites=tuple(cites)))
    return claims


def _cited(claim: Claim, known: dict[int, Item]) -> list[str]:
    return [
        known[c.item].sentences[c.sentence]
        for c in claim.cites[:12]
        if c.item in known and 0 <= c.sentence < len(known[c.item].sentences)
    ]


def _verdict(said: str) -> Verdict:
    return Verdict(said) if said in set(Verdict) else Verdict.NO


def _batches(items: Sequence[Item]) -> Iterator[list[Item]]:
    """As many as one question takes."""
    batch: list[Item] = []
    letters = 0
    for item in items:
        size = len(_text(item)) + 60
        if batch and letters + size > _MOST_LETTERS:
            yield batch
            batch, letters = [], 0
        batch.append(item)
        letters += size
    if batch:
        yield batch


def _id(item: Item) -> int:
    return item.id or item.number


def _numbered(item: Item) -> dict[str, Any]:
    """Sentences keep their numbers, whatever was masked in them."""
    lines = [{"sentence": n, "text": masked(text)} for n, text in enumerate(item.sentences[:40])]
    return {"item": item.number, "sentences": lines}


def _text(item: Item) -> str:
    return masked(" ".join(item.sentences[:_SENTENCES]))[:1_200]


def _line(text: str, most: int) -> str:
    return " ".join(text.split())[:most]


def _of_length_one(line: Sequence[float]) -> list[float]:
    length = sum(number * number for number in line) ** 0.5 or 1.0
    return [number / length for number in line]
