"""What goes to an engine that makes sense of texts, and what comes back: numbers of items and sentences, never quotations."""

from array import array
from enum import StrEnum
from typing import Any

import msgspec


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """Who made it: stands on the page beside what was made. `note` says plainly when it is not what staff chose."""

    engine: str
    model: str = ""
    prompt: str = ""  # name and version of the prompt, empty where none is used
    by_model: bool = False  # a language model wrote it: the page says so
    note: str = ""


class Vectors(msgspec.Struct, frozen=True, kw_only=True):
    """One row for each text, of length one. Only vectors of the same `space` may be compared."""

    space: str
    dim: int
    floats: bytes  # rows of four-byte floats, as they are kept and computed with

    def __len__(self) -> int:
        return len(self.floats) // (4 * self.dim)

    def rows(self) -> list[list[float]]:
        """Each vector as plain numbers."""
        every = array("f", self.floats)
        return [every[at : at + self.dim].tolist() for at in range(0, len(every), self.dim)]

    def matrix(self) -> Any:
        """A numpy array, one row a text. numpy is loaded by those who ask for it, not by every process."""
        import numpy as np

        return np.frombuffer(self.floats, dtype="<f4").reshape(-1, self.dim)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One contribution as an engine sees it: a number that holds in this call only, and its sentences in order.

    `id`: the contribution itself, where `number` is another; for the record of what was sent, never sent.
    """

    number: int
    sentences: tuple[str, ...]
    language: str = ""
    id: int = 0


class Cite(msgspec.Struct, frozen=True, order=True):
    """The sentence `sentence` (from 0) of the item `item`."""

    item: int
    sentence: int


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Items that belong together and want a name; the most central ones first. `hint` is a name that may fit."""

    number: int
    items: tuple[Item, ...]
    hint: str = ""


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A name for a group, the words that tell it from the others, and a line on what it holds."""

    group: int
    name: str
    words: tuple[str, ...] = ()
    description: str = ""


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    made: Made
    labels: tuple[Label, ...]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a summary or an answer, and the sentences of people that it rests on."""

    text: str
    cites: tuple[Cite, ...]
    verbatim: bool = False  # the text is the first cited sentence itself


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A summary or an answer before staff have seen it."""

    made: Made
    claims: tuple[Claim, ...]


class Verdict(StrEnum):
    """Do the cited sentences support the claim?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Verdicts(msgspec.Struct, frozen=True, kw_only=True):
    """One for each claim that was asked about, in the same order."""

    made: Made
    verdicts: tuple[Verdict, ...]


class FlagKind(StrEnum):
    TOXIC = "toxic"
    SPAM = "spam"


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A suggestion for a human's queue, and why. Never a reason to hide anything by itself."""

    kind: FlagKind
    reason: str  # a code: "threat", "slur", "insult", "links", "repeated", "shouting", "model"
    found: str = ""  # the word or place that caused it
    weight: float = 0.5


class Flags(msgspec.Struct, frozen=True, kw_only=True):
    """For each text that was asked about, what a human should look at: often nothing."""

    made: Made
    flags: tuple[tuple[Flag, ...], ...]


class TopicHint(msgspec.Struct, frozen=True, kw_only=True):
    """A topic of the municipality's own: its name, one line on what belongs there, and texts that staff put there."""

    number: int
    name: str
    description: str = ""
    examples: tuple[str, ...] = ()


class Tag(msgspec.Struct, frozen=True, kw_only=True):
    topic: int
    confidence: float  # 0 to 1


class Tags(msgspec.Struct, frozen=True, kw_only=True):
    """For each item that was asked about, the topics that fit, the best first."""

    made: Made
    tags: tuple[tuple[Tag, ...], ...]


def plain(value: msgspec.Struct) -> Any:
    """As JSON keeps it. Vectors are not for JSON."""
    return msgspec.to_builtins(value)
