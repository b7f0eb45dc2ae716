"""Rules that staff write: words that put a text in a topic. Whole words, in any case; a star stands for any letters."""

import re
from collections.abc import Mapping, Sequence

import msgspec

LONGEST = 80
MOST = 100
_SPACE = re.compile(r"\s+")


class Rule(msgspec.Struct, frozen=True):
    """`phrases`: one of them is enough. `never`: where one of these stands, the rule says nothing."""

    phrases: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def lines(self) -> str:
        """As it is written: one a line, a minus before what rules out."""
        return "\n".join([*self.phrases, *(f"-{each}" for each in self.never)])


def rule_from(lines: str) -> Rule:
    """Empty and repeated lines are passed over; what is too long is cut."""
    given = [_SPACE.sub(" ", each.replace("\0", "")).strip()[:LONGEST] for each in lines.splitlines()]
    plain = [each for each in dict.fromkeys(given) if each.strip("-* ")][:MOST]
    return Rule(
        phrases=tuple(each for each in plain if not each.startswith("-")),
        never=tuple(each[1:].strip() for each in plain if each.startswith("-")),
    )


class Rules:
    """All of a place, compiled once."""

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        self._rules = {
            topic: (_compiled(rule.phrases), _compiled(rule.never))
            for topic, rule in rules.items()
            if rule.phrases
        }

    def topic_of(self, text: str) -> tuple[int, str] | None:
        """The topic most of whose phrases stand in the text, and the first that is found. None where two have as many."""
        plain = _SPACE.sub(" ", text)
        found: list[tuple[int, int, str]] = []
        for topic, (phrases, never) in self._rules.items():
            hits = [hit[0] for phrase in phrases if (hit := phrase.search(plain))]
            if hits and not any(phrase.search(plain) for phrase in never):
                found.append((len(hits), topic, hits[0]))
        found.sort(key=lambda each: (-each[0], each[1]))
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None
        return found[0][1], found[0][2]


def _compiled(phrases: Sequence[str]) -> list[re.Pattern[str]]:
    return [_pattern(each) for each in phrases]


def _pattern(phrase: str) -> re.Pattern[str]:
    """`sykkel*` finds sykkelvei, `*sykkel` elsykkel. Bounded, so that no rule makes a search slow."""
    inside = r"\w{0,40}".join(re.escape(part) for part in phrase.split("*"))
    return re.compile(rf"(?<!\w){inside}(?!\w)", re.IGNORECASE)
