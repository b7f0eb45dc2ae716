"""A document in chapters: what is read on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.information.documents.model import Shown


@dataclass(frozen=True, slots=True)
class Chapter:
    sections: tuple[Shown, ...]

    @property
    def first(self) -> Shown:
        return self.sections[0]


def chapters_of(sections: Sequence[Shown]) -> list[Chapter]:
    """A new one begins at each of the highest headings; what stands before the first is one of its own."""
    if not sections:
        return []
    top = min((section.level for section in sections if section.heading), default=1)
    groups: list[list[Shown]] = []
    for section in sections:
        if not groups or (section.heading and section.level <= top):
            groups.append([])
        groups[-1].append(section)
    return [Chapter(tuple(group)) for group in groups]


def chapter_with(chapters: Sequence[Chapter], key: str) -> int | None:
    """Which chapter has the section of this key."""
    return next((n for n, each in enumerate(chapters) if any(s.key == key for s in each.sections)), None)
