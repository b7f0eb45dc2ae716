"""A tablet in the library or at a meeting: staff open a link, people answer one after another without signing in."""

from core.sdk import (
    Answer,
    Cookie,
    Forbidden,
    NotFound,
    Page,
    Place,
    Redirect,
    Visit,
    get,
    host_only,
    post,
    sign,
)
from plugins.survey.answering.may import KIOSK, KIOSK_DAYS, is_kiosk_link, refusal_to_answer
from plugins.survey.answering.pages import begin

_DAY = 86_400
_THANKED = 12  # seconds, then it waits for the next person


def tablet_link(place: Place) -> str:
    """Lets whoever has it answer, again and again, as long as the survey is open."""
    return f"{place.url}/tablet/{sign(str(place.here.id), purpose=KIOSK, seconds=KIOSK_DAYS * _DAY)}"


@get("/tablet/{token:str}", action="survey.view", at="activity")
async def show_tablet(visit: Visit, place: Place, token: str) -> Answer:
    if not is_kiosk_link(place, token):
        raise NotFound
    thanks = visit.query.get("thanks") == "1"
    here = f"{place.url}/tablet/{token}"
    context = {
        "place": place,
        "here": here,
        "thanks": thanks,
        "refusal": refusal_to_answer(visit, place, kiosk=True),
    }
    headers = {"Refresh": f"{_THANKED}; url={here}"} if thanks else {}
    return Page("survey/tablet.html", context, headers=headers)


@post("/tablet/{token:str}", action="survey.view", at="activity")
async def start_on_tablet(visit: Visit, place: Place, token: str) -> Answer:
    """Begin with empty pages, whatever the person before left."""
    if not is_kiosk_link(place, token):
        raise NotFound
    if (refusal := refusal_to_answer(visit, place, kiosk=True)) is not None:
        raise Forbidden(refusal)
    began = await begin(visit, place, kiosk=True)
    if not isinstance(began, Redirect):
        return began
    kept = Cookie(host_only(f"survey-{place.here.id}-tablet"), token, _DAY)
    return Redirect(began.to, began.toast, (*began.cookies, kept), began.done)
