"""Near-duplicates that we plant among real texts, so that it is known which ones there are to find."""

import random
from collections.abc import Callable, Sequence

_FIXED = 11
_MOST = 300
_GREETINGS = ("Hei! ", "Hi, ", "Forslag: ", "PS: ")


def planted(texts: Sequence[str], seed: int) -> tuple[list[str], set[tuple[int, int]]]:
    """Real texts with an edited copy of every third one, and which pairs belong together."""
    chance = random.Random(_FIXED + seed)  # noqa: S311 - a sample, not a secret
    kept = chance.sample(sorted(set(texts)), min(_MOST, len(set(texts))))
    made, pairs = list(kept), set()
    for at in range(0, len(kept), 3):
        pairs.add((at, len(made)))
        made.append(chance.choice(_EDITS)(kept[at], chance))
    return made, pairs


def _mistyped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(max(1, len(letters) // 40)):
        at = chance.randrange(len(letters))
        letters[at] = chance.choice("abdefghiklmnoprstuvy")
    return "".join(letters)


def _shortened(text: str, chance: random.Random) -> str:
    words = text.split()
    if len(words) > 3:  # noqa: PLR2004 - nothing to leave out
        del words[chance.randrange(len(words))]
    return " ".join(words)


def _greeted(text: str, chance: random.Random) -> str:
    return chance.choice(_GREETINGS) + text


def _shouted(text: str, chance: random.Random) -> str:
    return text.upper() + "!" * chance.randint(1, 3)


_EDITS: tuple[Callable[[str, random.Random], str], ...] = (_mistyped, _shortened, _greeted, _shouted)
