"""The page of one contribution, whatever kind it is: lists, mail and the front page lead here."""

from core.sdk import Answer, NotFound, Place, Visit, get, load, redirect
from plugins.information.ask import question_shown
from plugins.information.hearing.remark_pages import remark_shown
from plugins.information.hearing.remarks import REMARK
from plugins.information.questions import QUESTION


@get("/{contribution_id:int}", action="information.view", at="activity")
async def show_one(visit: Visit, place: Place, contribution_id: int) -> Answer:
    found = await load(contribution_id=contribution_id, activity_id=place.here.id, viewer=visit.person)
    if found is not None and found.kind == QUESTION:
        return await question_shown(visit, place, found)
    if found is not None and found.kind == REMARK:
        return await remark_shown(visit, place, found)
    if visit.can("information.answer"):
        return redirect(f"{place.url}/manage/statements/{contribution_id}")
    raise NotFound
