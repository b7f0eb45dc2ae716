"""The survey's own page, and the pages where it is answered."""

from core.sdk import Answer, Place, Visit, get, page


@get("/", action="survey.view", at="activity")
async def show_front(visit: Visit, place: Place) -> Answer:
    return page("survey/front.html", may_answer=visit.can("survey.answer"), place=place)
