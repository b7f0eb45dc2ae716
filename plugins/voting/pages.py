"""The activity's own page."""

from core.sdk import Answer, Place, Visit, get, page
from plugins.voting.options import options_of, parts_of
from plugins.voting.settings import settings_of


@get("/", action="voting.view", at="activity")
async def show_options(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return page(
        "voting/list.html",
        block="list",
        options=await options_of(activity=place.here),
        parts=await parts_of(activity_id=place.here.id),
        chosen=settings_of(place.here),
        base=place.url,
    )
