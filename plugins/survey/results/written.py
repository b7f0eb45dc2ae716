"""What people wrote, question by question: contributions that a moderator has not hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from core.sdk import rows
from plugins.survey.model import Question
from plugins.survey.results.reading import Answered
from plugins.survey.results.tally import asked_in

FEW = 5


@dataclass(frozen=True, slots=True)
class Text:
    id: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Written:
    """`total` of the question; `more`: the id that the next page begins after, None at the end."""

    total: int
    texts: tuple[Text, ...]
    more: int | None


async def texts_of(
    *, activity_id: int, question: str = "", after: int = 0, size: int = FEW
) -> dict[str, Written]:
    """For each question (or only one) some of the texts, and how many there are."""
    found = await rows(
        "WITH asked AS (SELECT t.question, count(*) AS total FROM survey_text t JOIN contribution c ON c.id = t.contribution "
        "WHERE t.activity = $1 AND ($2::varchar = '' OR t.question = $2) AND c.state IN ('internal', 'published') "
        "GROUP BY t.question) SELECT asked.question, asked.total, w.id, w.text, w.language FROM asked, LATERAL "
        "(SELECT c.id, c.text, c.language FROM survey_text t JOIN contribution c ON c.id = t.contribution "
        "WHERE t.activity = $1 AND t.question = asked.question AND t.contribution > $3 "
        "AND c.state IN ('internal', 'published') ORDER BY t.contribution LIMIT $4) w ORDER BY asked.question, w.id",
        activity_id,
        question,
        after,
        size + 1,
    )
    return {
        key: _written(
            [(each["total"], Text(each["id"], each["text"], each["language"])) for each in group], size
        )
        for key, group in groupby(found, key=lambda each: str(each["question"]))
    }


def written_questions(versions: Sequence[Answered]) -> list[Question]:
    return [asked.question for asked in asked_in(versions)]


def _written(found: Sequence[tuple[int, Text]], size: int) -> Written:
    texts = tuple(text for _total, text in found[:size])
    return Written(found[0][0], texts, texts[-1].id if len(found) > size else None)
