"""What staff changed between the draft and what they signed, word by word; and what is new since the last draft."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from plugins.insights.summaries.model import Line, Summary

_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """`how`: same, gone, new."""

    how: str
    text: str


def differences(summary: Summary) -> list[list[Piece]]:
    """A list for each sentence of either, in order."""
    after = {line.key: line for line in summary.current}
    found = [[Piece("new", summary.introduction)]] if summary.introduction else []
    for line in summary.draft:
        here = after.get(line.key)
        found.append(_pieces(line.text, here.text) if here else [Piece("gone", line.text)])
    return found


def _pieces(old: str, new: str) -> list[Piece]:
    one, two = _PIECES.findall(old), _PIECES.findall(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(a=one, b=two, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(one[a:b])))
            continue
        pieces += [
            Piece(how, text)
            for how, text in (("gone", "".join(one[a:b])), ("new", "".join(two[c:d])))
            if text
        ]
    return pieces


def new_since(now: list[Line], then: list[Line]) -> tuple[list[Line], list[Line]]:
    """Sentences that were not there, and those that are there no more."""
    here, there = {line.text for line in now}, {line.text for line in then}
    return [line for line in now if line.text not in there], [line for line in then if line.text not in here]
