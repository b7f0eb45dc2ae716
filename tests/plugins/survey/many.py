"""Many generated responses to a survey of forty questions: for the bench, and for a smaller version of it in the suite."""

import random
from collections.abc import Callable
from typing import Any

from core.sdk.testing.activities import Stand
from plugins.survey.answering.keeping import Kept, keep
from plugins.survey.model import Page, Question, Questionnaire
from plugins.survey.versions import all_versions
from tests.plugins.survey.asking import DAY, K, option, question

QUESTIONS = 40
_PORTION = 1_000
_THINGS = ("stien", "havna", "skolen")


def forty() -> Questionnaire:
    """Sixteen of one choice, six of several, ten scales, two matrices, two numbers, a date, a ranking, two texts."""
    made = [question(f"q{n}", K.ONE_CHOICE, f"Spørsmål {n}", options=_options(n, 6)) for n in range(1, 17)]
    made += [
        question(f"q{n}", K.SEVERAL_CHOICES, f"Spørsmål {n}", options=_options(n, 8)) for n in range(17, 23)
    ]
    made += [question(f"q{n}", K.SCALE, f"Spørsmål {n}", most=7) for n in range(23, 33)]
    rows = tuple(option(f"r{n}", f"Rad {n}") for n in range(5))
    made += [
        question(f"q{n}", K.MATRIX, f"Spørsmål {n}", options=_options(n, 5), rows=rows) for n in (33, 34)
    ]
    made += [question(f"q{n}", K.NUMBER, f"Spørsmål {n}", least=0, most=100) for n in (35, 36)]
    made += [question("q37", K.DATE, "Når?"), question("q38", K.RANKING, "Ordne", options=_options(38, 5))]
    made += [question(f"q{n}", K.LONG_TEXT, f"Skriv {n}") for n in (39, 40)]
    pages = tuple(
        Page(key=f"p{n}", title={"nb": f"Del {n}"}, questions=tuple(made[n * 10 : n * 10 + 10]))
        for n in range(4)
    )
    return Questionnaire(pages=pages, made=400)


def one(asked: tuple[Question, ...], drawn: random.Random, *, texts: float) -> dict[str, Any]:
    return {q.key: found for q in asked if (found := _answer(q, drawn, texts)) is not None}


async def fill(stand: Stand, count: int, *, texts: float = 0.1) -> None:
    """`texts`: the share that writes something."""
    drawn = random.Random(7)
    async with stand.open() as place:
        (version,) = await all_versions(activity_id=stand.activity_id)
        asked = version.questionnaire.asked
        for start in range(0, count, _PORTION):
            some = [one(asked, drawn, texts=texts) for _n in range(min(_PORTION, count - start))]
            kept = [Kept(version_id=version.id, answers=each, channel="web", on=DAY) for each in some]
            await keep(place=place, responses=kept, forms={version.id: version.questionnaire})


def _options(n: int, count: int) -> tuple[Any, ...]:
    return tuple(option(f"o{n}{m}", f"Svar {m}") for m in range(count))


def _answer(asked: Question, drawn: random.Random, texts: float) -> Any:
    keys = [each.key for each in asked.options]
    drawers: dict[Any, Callable[[], Any]] = {
        K.ONE_CHOICE: lambda: drawn.choice(keys),
        K.SEVERAL_CHOICES: lambda: {"keys": drawn.sample(keys, 3)},
        K.SCALE: lambda: drawn.randint(1, 7),
        K.MATRIX: lambda: {row.key: drawn.choice(keys) for row in asked.rows},
        K.NUMBER: lambda: drawn.randint(0, 100),
        K.DATE: lambda: f"2026-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}",
        K.RANKING: lambda: drawn.sample(keys, 5),
        K.LONG_TEXT: lambda: f"Jeg synes {drawn.choice(_THINGS)} er fin." if drawn.random() < texts else None,
    }
    return drawers[asked.kind]()
