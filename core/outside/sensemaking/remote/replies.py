"""What a service may answer: numbers and short texts, nothing else. There is no room for an instruction to come back in."""

import msgspec


class Cited(msgspec.Struct, frozen=True):
    item: int
    sentence: int


class Said(msgspec.Struct, frozen=True):
    text: str
    cites: tuple[Cited, ...]


class Claims(msgspec.Struct, frozen=True):
    claims: tuple[Said, ...]


class Named(msgspec.Struct, frozen=True):
    group: int
    name: str
    description: str


class Names(msgspec.Struct, frozen=True):
    groups: tuple[Named, ...]


class Judged(msgspec.Struct, frozen=True):
    claim: int
    verdict: str


class Judgements(msgspec.Struct, frozen=True):
    claims: tuple[Judged, ...]


class Chosen(msgspec.Struct, frozen=True):
    topic: int
    confidence: float


class Sorted(msgspec.Struct, frozen=True):
    item: int
    topics: tuple[Chosen, ...]


class Sortings(msgspec.Struct, frozen=True):
    items: tuple[Sorted, ...]


class Marked(msgspec.Struct, frozen=True):
    text: int
    kind: str
    reason: str
    weight: float


class Marks(msgspec.Struct, frozen=True):
    texts: tuple[Marked, ...]
