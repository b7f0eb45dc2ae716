"""Names for groups: the words that tell a group from the others, weighed by how often they stand in it."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from core.outside.sensemaking.local.words import stop_words
from core.outside.sensemaking.shapes import Group, Item, Label
from core.text.words import stems_of, words_of

WORDS = 6
_IN_NAME = 3
_BESIDE_HINT = 2
_SHORTEST = 3
_STEM_ALIKE = 5  # letters in common: "sykkel" and "sykkelvei" in one name say the same


def label_groups(groups: Sequence[Group], *, language: str) -> tuple[Label, ...]:
    """One label a group. Words are counted once an item: who repeats a word does not name the group."""
    counts = {group.number: _counts(group.items, language) for group in groups}
    all_together: Counter[str] = Counter()
    for each in counts.values():
        all_together.update(each)
    surfaces = _surfaces(chain.from_iterable(group.items for group in groups), language)
    average = sum(all_together.values()) / max(1, len(groups))
    return tuple(_label(group, counts[group.number], all_together, average, surfaces) for group in groups)


def _label(
    group: Group, own: Counter[str], everywhere: Counter[str], average: float, surfaces: dict[str, str]
) -> Label:
    size = max(1, sum(own.values()))
    weight = {
        stem: times / size * math.log(1 + average / everywhere[stem])
        for stem, times in own.items()
        if times > 1 or len(group.items) < _SHORTEST
    }
    best = _unlike(sorted(weight, key=lambda stem: (-weight[stem], stem)))
    words = tuple(surfaces[stem] for stem in best[:WORDS])
    return Label(group=group.number, name=_name(group.hint, words), words=words)


def _name(hint: str, words: tuple[str, ...]) -> str:
    if not words:
        return hint
    if hint:
        beside = [word for word in words if word.lower() not in hint.lower()][:_BESIDE_HINT]
        return f"{hint}: {', '.join(beside)}" if beside else hint
    name = ", ".join(words[:_IN_NAME])
    return name[:1].upper() + name[1:]


def _unlike(stems: list[str]) -> list[str]:
    """Without those that begin as a weightier one does."""
    kept: list[str] = []
    for stem in stems:
        if not any(stem[:_STEM_ALIKE] == other[:_STEM_ALIKE] for other in kept):
            kept.append(stem)
        if len(kept) == WORDS:
            break
    return kept


def _counts(items: Sequence[Item], language: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for item in items:
        found.update({stem for _, stem in _telling(item, language)})
    return found


def _telling(item: Item, language: str) -> list[tuple[str, str]]:
    """The item's words that may tell what it is about, each with its stem."""
    text = " ".join(item.sentences)
    pairs = zip(words_of(text), stems_of(text, item.language or language), strict=True)
    stop = stop_words()
    return [
        (word, stem)
        for word, stem in pairs
        if len(word) >= _SHORTEST and word not in stop and not word.isdigit()
    ]


def _surfaces(items: "chain[Item]", language: str) -> dict[str, str]:
    """Each stem as people most often write it."""
    seen: dict[str, Counter[str]] = {}
    for item in items:
        for word, stem in _telling(item, language):
            seen.setdefault(stem, Counter())[word] += 1
    return {stem: min(words, key=lambda word: (-words[word], word)) for stem, words in seen.items()}
