"""Words of a file – topics, statuses, areas – to what this place knows under them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.sdk import Localized, Site, add_topic, slugify, statuses, topics
from plugins.ideas.importing.whole import WholePlan


@dataclass(frozen=True)
class FoundNames:
    """All keys are in lower case."""

    topics: dict[str, int]
    statuses: dict[str, int]
    areas: dict[str, str]

    @classmethod
    async def of(cls, here: Site, plan: WholePlan, *, make: bool) -> "FoundNames":
        found = _words((topic.id, topic.key, topic.name) for topic in await topics())
        named = dict.fromkeys(name for idea in plan.ideas.rows for name in idea.topics)
        for name in named if make else ():
            if name.lower() not in found:
                found[name.lower()] = await add_topic(
                    names={here.main_language: name}, key=await _free_key(name)
                )
        known = _words((status.id, status.key, status.name) for status in await statuses())
        areas = _words((area["key"], area["key"], Localized.of(area.get("names", {}))) for area in here.areas)
        return cls(found, known, areas)


def _words(named: Iterable[tuple[Any, str, Localized]]) -> dict[str, Any]:
    return {word.lower(): each for each, key, names in named for word in (key, *names.values())}


async def _free_key(name: str) -> str:
    base = slugify(name, fallback="tema", max_length=50)
    taken = {topic.key for topic in await topics()}
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, 1000))) if key not in taken)
