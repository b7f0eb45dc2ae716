"""Options from what people wrote in the same project: chosen by staff, the link kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.sdk import Content, Localized, Person, Place, load, rows
from plugins.voting.making.service import Facts, add_option

# Whatever the method that they were written in: contributions of other activities of this project that stand on their own.
_CANDIDATES = """
    SELECT c.id, c.activity, c.title, c.text, c.support_count AS supports, c.comment_count AS comments, a.names AS activity_names,
        '/projects/' || p.slug || '/' || a.slug || '/' || c.id AS url,
        EXISTS (SELECT 1 FROM voting_option o WHERE o.activity = $2 AND o.source = c.id) AS taken
    FROM contribution c JOIN activity a ON a.id = c.activity JOIN project p ON p.id = a.project
    WHERE a.project = $1 AND a.id <> $2 AND a.state = 'published' AND c.state = 'published' AND c.root IS NULL AND c.title <> ''
    ORDER BY c.support_count DESC, c.comment_count DESC, c.id LIMIT $3
"""
MOST = 300


@dataclass(frozen=True)
class Candidate:
    """`taken`: it is an option here already."""

    id: int
    activity: int
    title: str
    text: str
    supports: int
    comments: int
    activity_name: Localized
    url: str
    taken: bool


async def candidates(*, place: Place) -> list[Candidate]:
    """The most supported first."""
    found = await rows(_CANDIDATES, place.project.id, place.here.id, MOST)
    return [Candidate(**_named(each)) for each in found]


async def take(*, place: Place, by: Person, ids: Sequence[int]) -> int:
    """Make options of these; how many were made. Those that are options already are passed over."""
    here = {each.id: each for each in await candidates(place=place) if not each.taken}
    made = 0
    for chosen in ids:
        if chosen not in here:
            continue
        text = await load(contribution_id=chosen, activity_id=here[chosen].activity, viewer=by)
        if text is None:
            continue
        content = Content(
            title=text.title,
            body=text.body,
            topics=tuple(topic.id for topic in text.topics),
            location=(text.latitude, text.longitude)
            if text.latitude is not None and text.longitude is not None
            else None,
            address=text.address,
            area=text.area,
            files=tuple(file for file in text.files if file.get("kind") == "image")[:1],
        )
        await add_option(place=place, by=by, content=content, facts=Facts(source=chosen))
        made += 1
    return made


def _named(found: dict[str, Any]) -> dict[str, Any]:
    names = found.pop("activity_names")
    return found | {"activity_name": Localized.of(names)}
