"""The versions there have been, and how many answered each."""

from core.sdk import Answer, Place, Visit, get, page
from plugins.survey.builder.pages import ACTION, base_of
from plugins.survey.versions import all_versions, answers_by_version


@get("/manage/versions", action=ACTION, at="activity")
async def show_versions(visit: Visit, place: Place) -> Answer:
    del visit
    versions = await all_versions(activity_id=place.here.id)
    in_use = next((version.id for version in versions if version.in_use), None)
    return page(
        "survey/builder/versions.html",
        versions=versions,
        in_use=in_use,
        answers=await answers_by_version(activity_id=place.here.id),
        base=base_of(place),
        place=place,
    )
