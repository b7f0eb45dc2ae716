"""Two versions of a document: which sections are the same ones, and what changed in them, word by word."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

Parts = list[tuple[str, str]]  # ("=" | "-" | "+", words)

_ALIKE = 0.5
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_NUMBERED = re.compile(r"^[\d.§a-z)]{1,8}[\s.)]+", re.IGNORECASE)
_AROUND = 60  # characters kept of what did not change, on each side
_MOST_WORDS = 6_000
_SAMPLE = 4_000


@dataclass(frozen=True, slots=True)
class Known:
    """What is needed of a section to know it again. `paragraphs`: plain text."""

    key: str
    heading: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Change:
    key: str
    kind: str  # added, removed, changed
    heading: str
    paragraphs: list[Parts]


def same_sections(old: Sequence[Known], new: Sequence[Known]) -> dict[int, str]:
    """Position in the new version -> key in the old one: by heading, by heading without its number, by what stands in it."""
    found: dict[int, str] = {}
    left = list(old)
    for same in (_same_heading, _same_name, _alike):
        for n, section in enumerate(new):
            match = None if n in found else next((each for each in left if same(each, section)), None)
            if match is not None:
                found[n] = match.key
                left.remove(match)
    return found


def changes_between(old: Sequence[Known], new: Sequence[Known]) -> list[Change]:
    """Sections with the same key are compared; in the order of the new version, what went away at the end."""
    before = {section.key: section for section in old}
    changes = []
    for section in new:
        earlier = before.pop(section.key, None)
        if earlier is None:
            changes.append(
                Change(section.key, "added", section.heading, [[("+", p)] for p in section.paragraphs])
            )
        elif (earlier.heading, earlier.paragraphs) != (section.heading, section.paragraphs):
            changes.append(Change(section.key, "changed", section.heading, _changed(earlier, section)))
    gone = [Change(s.key, "removed", s.heading, [[("-", p)] for p in s.paragraphs]) for s in before.values()]
    return changes + gone


def _changed(old: Known, new: Known) -> list[Parts]:
    found: list[Parts] = []
    if old.heading != new.heading:
        found.append(words_between(old.heading, new.heading))
    matcher = difflib.SequenceMatcher(None, old.paragraphs, new.paragraphs, autojunk=False)
    for deed, a, b, c, d in matcher.get_opcodes():
        if deed == "equal":
            continue
        olds, news = old.paragraphs[a:b], new.paragraphs[c:d]
        paired = min(len(olds), len(news))
        found += [words_between(o, n) for o, n in zip(olds, news, strict=False)]
        found += [[("-", o)] for o in olds[paired:]] + [[("+", n)] for n in news[paired:]]
    return found


def words_between(old: str, new: str) -> Parts:
    """What was taken out and what was put in, with a little of what stands around."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    if len(a) + len(b) > _MOST_WORDS:
        return [("-", old), ("+", new)]
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < _ALIKE / 2:
        return [("-", old), ("+", new)]
    parts: Parts = []
    for deed, i, j, k, m in matcher.get_opcodes():
        if deed == "equal":
            parts.append(("=", "".join(a[i:j])))
        else:
            parts += [("-", "".join(a[i:j]))] * (j > i) + [("+", "".join(b[k:m]))] * (m > k)
    last = len(parts) - 1
    return [
        (s, _short(t, first=n == 0, last=n == last)) if s == "=" else (s, t) for n, (s, t) in enumerate(parts)
    ]


def _short(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= _AROUND * 3:
        return text
    head = "" if first else text[:_AROUND]
    tail = "" if last else text[-_AROUND:]
    return f"{head} … {tail}"


def _same_heading(old: Known, new: Known) -> bool:
    return bool(old.heading) and old.heading == new.heading


def _same_name(old: Known, new: Known) -> bool:
    names = [_NUMBERED.sub("", each.heading).casefold() for each in (old, new)]
    return bool(names[0]) and names[0] == names[1]


def _alike(old: Known, new: Known) -> bool:
    one, two = (each.text[:_SAMPLE].split() for each in (old, new))
    if not one or not two:
        return not old.heading and not new.heading and old.text == new.text
    return difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() > _ALIKE
