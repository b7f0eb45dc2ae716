"""A whole answer is sent: checked, counted against quotas, logged, kept, and a receipt given."""

import hashlib
import secrets
from datetime import datetime

from core.sdk import Act, Person, Place, Refused, _, execute, ngettext, record, record_many, value
from plugins.survey.answering.keeping import LOGGED_AS, Kept, keep
from plugins.survey.answering.mixing import mix_when_enough
from plugins.survey.answering.quotas import take_places
from plugins.survey.logic import kept_answers, visible
from plugins.survey.model import Answers, Question, Questionnaire
from plugins.survey.settings import settings_of
from plugins.survey.versions import Version

ACTION = "survey.answer"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike
_LENGTH = 12


class AlreadyAnswered(Refused):
    def __init__(self) -> None:
        super().__init__(_("You have answered this survey. One answer a person is counted."))


class NothingAnswered(Refused):
    def __init__(self) -> None:
        super().__init__(_("Answer at least one question before you send."))


class Unanswered(Refused):
    """`question`: the first that is missing, so that the page can lead to it."""

    def __init__(self, missing: list[Question]) -> None:
        super().__init__(
            ngettext(
                "{n} question must be answered before you can send: “{name}”.",
                "{n} questions must be answered before you can send. The first is “{name}”.",
                len(missing),
            ).format(n=len(missing), name=missing[0].name)
        )
        self.question = missing[0].key


async def send(
    *,
    place: Place,
    version: Version,
    answers: Answers,
    person: Person | None,
    now: datetime,
    channel: str = "web",
    must_be_whole: bool = True,
    code: str = "",
) -> str:
    """The code of the receipt (`code`, where one was drawn before).

    Raises AlreadyAnswered, NothingAnswered, Unanswered, SurveyFull or AnswerFull.
    """
    chosen = settings_of(place.here)
    whole = _checked(version.questionnaire, answers, must_be_whole=must_be_whole)
    if person is not None:
        await _take_turn(activity_id=place.here.id, person=person)
    await take_places(
        activity_id=place.here.id, questionnaire=version.questionnaire, answers=whole, most=chosen.most
    )
    await _log(place=place, person=person, channel=channel, now=now)
    code = code or new_code()
    response = Kept(
        version_id=version.id,
        answers=whole,
        channel=channel,
        on=now.date(),
        receipt_hash=receipt_hash(code),
        person_id=None if chosen.anonymous or person is None else person.id,
    )
    waits = chosen.anonymous and channel in ("web", "kiosk")
    await keep(place=place, responses=[response], forms={version.id: version.questionnaire}, mixed=not waits)
    if waits:
        await mix_when_enough(activity_id=place.here.id)
    return "-".join(code[n : n + 4] for n in range(0, _LENGTH, 4))


def new_code() -> str:
    return "".join(secrets.choice(_LETTERS) for _letter in range(_LENGTH))


async def was_sent(*, activity_id: int, code: str) -> bool:
    """Has a response with this code been kept? Whoever asks second waits for the first: for forms that are sent twice."""
    hashed = receipt_hash(code)
    await value("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", hashed)
    found: bool = await value(
        "SELECT EXISTS (SELECT FROM survey_response WHERE activity = $1 AND receipt_hash = $2)",
        activity_id,
        hashed,
    )
    return found


async def has_answered(*, activity_id: int, person: Person | None) -> bool:
    if person is None:
        return False
    found: bool = await value(
        "SELECT EXISTS (SELECT FROM survey_taker WHERE activity = $1 AND person = $2)", activity_id, person.id
    )
    return found


def receipt_hash(code: str) -> str:
    """Of a code as it was typed: hyphens, spaces and case do not matter."""
    bare = "".join(letter for letter in code.upper() if letter in _LETTERS)
    return hashlib.sha256(bare.encode()).hexdigest()


def _checked(questionnaire: Questionnaire, answers: Answers, *, must_be_whole: bool) -> Answers:
    whole = kept_answers(questionnaire, answers)
    if not whole:
        raise NothingAnswered
    missing = [q for q in visible(questionnaire, whole) if q.asked and q.required and q.key not in whole]
    if missing and must_be_whole:
        raise Unanswered(missing)
    return whole


async def _take_turn(*, activity_id: int, person: Person) -> None:
    """The database's own index says who has answered; it says nothing of what."""
    new = await execute(
        "INSERT INTO survey_taker (activity, person) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        activity_id,
        person.id,
    )
    if not new:
        raise AlreadyAnswered


async def _log(*, place: Place, person: Person | None, channel: str, now: datetime) -> None:
    """That somebody took part. Without an account each answer is a participant of its own."""
    where = {"project_id": place.project.id, "activity_id": place.here.id}
    if person is not None:
        await record(action=ACTION, person_id=person.id, channel=LOGGED_AS[channel], **where)
    else:
        who = f"survey:{secrets.token_hex(12)}"
        await record_many([Act(who, ACTION, now)], channel=LOGGED_AS[channel], **where)
