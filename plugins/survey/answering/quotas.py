"""How many may choose an answer, and how many may answer at all. Two who send at once both change the same row."""

from core.sdk import Refused, _, execute, ngettext, rows, value
from plugins.survey.model import Answers, Question, Questionnaire

# An option that got its quota after people had begun to answer is counted from the responses, once.
_TAKE = """
    INSERT INTO survey_quota AS q (activity, question, option, taken)
    SELECT $1, $2::text, $3::text, 1 + CASE
        WHEN EXISTS (SELECT FROM survey_quota WHERE activity = $1 AND question = $2::text AND option = $3::text) THEN 0
        ELSE (SELECT count(*) FROM survey_response r WHERE r.activity = $1
            AND (r.answers ->> $2::text = $3::text OR r.answers -> $2::text -> 'keys' ? $3::text)) END
    ON CONFLICT (activity, question, option) DO UPDATE SET taken = q.taken + 1 RETURNING taken
"""
_COUNT = "SELECT count(*) FROM survey_response WHERE activity = $1"
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('survey:' || $1::bigint, 0))"


class SurveyFull(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext(
                "The survey is full: {n} has answered. Thank you for wanting to.",
                "The survey is full: {n} have answered. Thank you for wanting to.",
                most,
            ).format(n=most)
        )


class AnswerFull(Refused):
    """`field` names the question, so that the page can lead back to it."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            _("So many have answered the same to “{name}” that there is no room for more.").format(
                name=question.name
            )
        )
        self.field = question.key


async def take_places(*, activity_id: int, questionnaire: Questionnaire, answers: Answers, most: int) -> None:
    """Raises SurveyFull or AnswerFull; what was taken is then given back with the transaction. Always in the same order."""
    if most:
        await value(_LOCK, activity_id)  # until the one before has been kept, or not
        if await value(_COUNT, activity_id) >= most:
            raise SurveyFull(most)
    for question, option, quota in sorted(
        _chosen(questionnaire, answers), key=lambda each: (each[0].key, each[1])
    ):
        if await value(_TAKE, activity_id, question.key, option) > quota:
            raise AnswerFull(question)


async def give_back(*, activity_id: int, questionnaire: Questionnaire, answers: Answers) -> None:
    """The answer was taken back: there is room for another."""
    chosen = [(q.key, option) for q, option, _quota in _chosen(questionnaire, answers)]
    await execute(
        "UPDATE survey_quota SET taken = taken - 1 FROM unnest($2::varchar[], $3::varchar[]) u(q, o) "
        "WHERE activity = $1 AND question = u.q AND option = u.o AND taken > 0",
        activity_id,
        [question for question, _option in chosen],
        [option for _question, option in chosen],
    )


async def full_options(*, activity_id: int, questionnaire: Questionnaire) -> set[str]:
    """Keys of the options that nobody can choose any more."""
    quotas = {(q.key, o.key): o.quota for q in questionnaire.asked for o in q.options if o.quota}
    if not quotas:
        return set()
    found = await rows("SELECT question, option, taken FROM survey_quota WHERE activity = $1", activity_id)
    return {
        each["option"]
        for each in found
        if each["taken"] >= quotas.get((each["question"], each["option"]), each["taken"] + 1)
    }


async def is_full(*, activity_id: int, most: int) -> bool:
    return bool(most) and await value(_COUNT, activity_id) >= most


async def recount(*, activity_id: int, forms: dict[int, Questionnaire]) -> None:
    """Make the counts anew from the responses, which alone are the truth: after an import, or when a quota is new."""
    await execute("DELETE FROM survey_quota WHERE activity = $1", activity_id)
    if not any(option.quota for form in forms.values() for q in form.asked for option in q.options):
        return
    taken: dict[tuple[str, str], int] = {}
    for each in await rows("SELECT version, answers FROM survey_response WHERE activity = $1", activity_id):
        for question, option, _quota in _chosen(forms[each["version"]], each["answers"]):
            taken[question.key, option] = taken.get((question.key, option), 0) + 1
    await execute(
        "INSERT INTO survey_quota (activity, question, option, taken) "
        "SELECT $1, q, o, n FROM unnest($2::varchar[], $3::varchar[], $4::int[]) t(q, o, n)",
        activity_id,
        [question for question, _option in taken],
        [option for _question, option in taken],
        list(taken.values()),
    )


def _chosen(questionnaire: Questionnaire, answers: Answers) -> list[tuple[Question, str, int]]:
    """Each option with a quota that these answers choose."""
    found = []
    for question in questionnaire.asked:
        answer = answers.get(question.key)
        if answer is None or not any(option.quota for option in question.options):
            continue
        keys = answer.get("keys", ()) if isinstance(answer, dict) else [answer]
        found += [(question, o.key, o.quota) for o in question.options if o.quota and o.key in keys]
    return found
