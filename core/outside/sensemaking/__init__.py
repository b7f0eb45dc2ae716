"""Engines that make sense of what people wrote, behind one Protocol. The local one needs no network and no key."""

from core.outside.sensemaking.local import local_sensemaker, words_sensemaker
from core.outside.sensemaking.protocol import Sensemaker, SensemakerOut
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

__all__ = [
    "Cite",
    "Claim",
    "Draft",
    "Flag",
    "FlagKind",
    "Flags",
    "Group",
    "Item",
    "Label",
    "Labels",
    "Made",
    "Sensemaker",
    "SensemakerOut",
    "Tag",
    "Tags",
    "TopicHint",
    "Vectors",
    "Verdict",
    "Verdicts",
    "local_sensemaker",
    "words_sensemaker",
]
