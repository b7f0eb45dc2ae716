"""Names of sections that stay the same from version to version, so that a comment keeps its place."""

from collections.abc import Sequence

from core.sdk import slugify
from plugins.information.documents.model import Shown, text_of
from plugins.information.reading.compare import Known, same_sections

_LONGEST = 50


def known(section: Shown) -> Known:
    texts = tuple(" ".join(text_of(block).split()) for block in section.blocks)
    return Known(section.key, str(section.heading), tuple(text for text in texts if text))


def keys_for(new: Sequence[Known], old: Sequence[Known]) -> list[str]:
    """Of each new section: its key in the version before, or a fresh one from its heading."""
    same = same_sections(old, new)
    taken = {section.key for section in old}
    keys = []
    for n, section in enumerate(new):
        key = same.get(n) or _fresh(section.heading, taken)
        taken.add(key)
        keys.append(key)
    return keys


def _fresh(heading: str, taken: set[str]) -> str:
    start = (slugify(heading.replace("page:", "p-"))[:_LONGEST] or "s").strip("-") or "s"
    key, n = start, 1
    while key in taken:
        n += 1
        key = f"{start}-{n}"
    return key
