"""Questions that residents ask, and answers that staff give where everyone can read them."""

from core.sdk import (
    Content,
    Contribution,
    Listing,
    Person,
    Place,
    Refused,
    Wish,
    _,
    html_from_plain,
    listing,
    load,
    rows,
    set_status,
    submit,
    submit_official,
)
from plugins.information.settings import settings_of

QUESTION = "question"
SIZE = 20
_ANSWERS = (
    "SELECT DISTINCT ON (s.contribution) s.contribution AS id, s.answer, s.at, p.name AS by FROM status_change s "
    "LEFT JOIN person p ON p.id = s.by WHERE s.contribution = ANY ($1::bigint[]) AND s.answer <> '' "
    "ORDER BY s.contribution, s.at DESC, s.id DESC"
)


class WriteAnswer(Refused):
    field = "answer"

    def __init__(self) -> None:
        super().__init__(_("Write the answer."))


async def ask(*, place: Place, author: Person, title: str, text: str, anonymous: bool) -> int:
    """The new id. Raises refusals of `core.contributions`."""
    chosen = settings_of(place.here)
    return await submit(
        place=place,
        kind=QUESTION,
        author=author,
        content=Content(title=title, body=html_from_plain(text), anonymous=anonymous and chosen.anonymous),
        look_first=chosen.look_first,
        action="ask",
        with_status=False,
    )


async def answer_question(*, place: Place, question_id: int, by: Person, html: str) -> None:
    """Everyone sees it; the one who asked, and those who follow, are told. Raises WriteAnswer, Gone."""
    found = await load(contribution_id=question_id, activity_id=place.here.id, viewer=by)
    status = found.status.id if found and found.status else None
    if not html.strip():
        raise WriteAnswer
    await set_status(place=place, contribution_id=question_id, status_id=status, by=by, answer=html)


async def add_own(*, place: Place, by: Person, title: str, html: str) -> int:
    """A question that staff often hear, with its answer: nobody takes part by it."""
    if not html.strip():
        raise WriteAnswer
    question_id = await submit_official(place=place, kind=QUESTION, by=by, content=Content(title=title))
    await set_status(place=place, contribution_id=question_id, status_id=None, by=by, answer=html)
    return question_id


async def question_page(
    *, activity_id: int, viewer: Person | None, text: str = "", cursor: str = ""
) -> Listing:
    wish = Wish(text=text, cursor=cursor)
    return await listing(activity_id=activity_id, kind=QUESTION, wish=wish, viewer=viewer, size=SIZE)


async def answers_to(questions: tuple[Contribution, ...]) -> dict[int, dict[str, object]]:
    """The newest answer of each, by the question's id."""
    found = await rows(_ANSWERS, [question.id for question in questions])
    return {each["id"]: each for each in found}


async def unanswered(*, activity_id: int) -> list[dict[str, object]]:
    """For staff: the oldest first."""
    return await rows(
        "SELECT c.id, c.title, left(c.text, 300) AS text, c.published_at AS at, c.support_count AS supports FROM contribution c "
        "WHERE c.activity = $1 AND c.kind = 'question' AND c.state = 'published' AND NOT EXISTS "
        "(SELECT 1 FROM status_change s WHERE s.contribution = c.id AND s.answer <> '') ORDER BY c.id LIMIT 200",
        activity_id,
    )
