"""May this visitor answer now? On a tablet that staff have put out, everybody may, as long as the survey is open."""

from core.sdk import ClosedSince, NotOpen, OpensOn, Place, Refusal, Visit, unsign

KIOSK = "survey.kiosk"  # what the link is signed for
KIOSK_DAYS = 60
_SHUT = (OpensOn, ClosedSince, NotOpen)


def refusal_to_answer(visit: Visit, place: Place, *, kiosk: bool = False) -> Refusal | None:
    decision = visit.can("survey.answer", place)
    if not isinstance(decision, Refusal):
        return None
    return None if kiosk and not isinstance(decision.reason, _SHUT) else decision


def is_kiosk_link(place: Place, token: str) -> bool:
    return unsign(token, purpose=KIOSK) == str(place.here.id)
