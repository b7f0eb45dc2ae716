"""One option: what it is, what it costs, what was found about it, and the talk below it."""

import json

from core.sdk import Answer, Data, NotFound, Place, Visit, comments_of, get, load, page, value
from plugins.voting.options import OPTION, option, parts_of
from plugins.voting.pages import about
from plugins.voting.settings import allows

_SOURCE_URL = """
    SELECT '/projects/' || p.slug || '/' || a.slug || '/' || c.id FROM contribution c
    JOIN activity a ON a.id = c.activity JOIN project p ON p.id = a.project WHERE c.id = $1 AND c.state = 'published'
"""


@get("/{option_id:int}", action="voting.view", at="activity", keep=True)
async def show_option(visit: Visit, place: Place, option_id: int) -> Answer:
    found = await option(activity=place.here, option_id=option_id)
    text = await load(contribution_id=option_id, activity_id=place.here.id, viewer=visit.person)
    if found is None or text is None or text.kind != OPTION:
        raise NotFound
    return page(
        "voting/option.html",
        option=found,
        text=text,
        source=await value(_SOURCE_URL, found.source) if found.source else None,
        thread=await comments_of(
            root_id=text.id, viewer=visit.person, cursor=visit.query.get("comments", "")
        ),
        may_comment=visit.can("voting.comment") if allows(place.here, "voting.comment") else None,
        **about(place, await parts_of(activity_id=place.here.id)),
    )


@get("/{option_id:int}/point.json", action="voting.view", at="activity")
async def show_point(visit: Visit, place: Place, option_id: int) -> Answer:  # noqa: ARG001
    """The one place of this option, for the small map on its page."""
    found = await option(activity=place.here, option_id=option_id)
    if found is None or found.state != "published" or found.latitude is None or found.longitude is None:
        raise NotFound
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [found.longitude, found.latitude]},
        "properties": {"title": found.title, "url": f"{place.url}/{found.id}", "kind": OPTION},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
    return Data(content.encode(), "application/geo+json")
