"""A survey for tests: one question of every kind that is counted, and a short way to answer it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import httpx
import msgspec

from core.db import value
from core.sdk import Place
from core.sdk.testing.activities import Stand, new_activity
from core.tenancy import Tenant
from plugins.survey.answering.keeping import Kept, keep
from plugins.survey.model import Option, Page, Question, QuestionKind, Questionnaire, to_plain
from plugins.survey.settings import SurveySettings
from plugins.survey.versions import all_versions, begin

K = QuestionKind
DAY = date(2027, 3, 1)


def option(key: str, label: str, **more: Any) -> Option:
    return Option(key=key, label={"nb": label}, **more)


def question(key: str, kind: QuestionKind, label: str, **more: Any) -> Question:
    return Question(key=key, kind=kind, label={"nb": label}, **more)


WHERE = (option("o1", "Sentrum"), option("o2", "Nes"), option("o3", "Fjellet"))
GOES = question("q1", K.YES_NO, "Går du på stien?", required=True)
LIVES = question("q2", K.ONE_CHOICE, "Hvor bor du?", options=WHERE, other=True)
WANTS = question(
    "q3", K.SEVERAL_CHOICES, "Hva vil du ha?", options=(option("o4", "Benk"), option("o5", "Lys")), other=True
)
FEELS = question("q4", K.SCALE, "Hvor trygt er det?", most=5, low={"nb": "Utrygt"}, high={"nb": "Trygt"})
AGE = question("q5", K.NUMBER, "Hvor gammel er du?", least=0, most=120)
PARTS = question(
    "q6",
    K.MATRIX,
    "Hva synes du om",
    options=(option("o6", "Dårlig"), option("o7", "Bra")),
    rows=(option("r1", "Lyset"), option("r2", "Grusen")),
)
RANKS = question("q7", K.RANKING, "Hva haster mest?", options=(option("o8", "Bro"), option("o9", "Gjerde")))
SAYS = question("q8", K.LONG_TEXT, "Noe mer?")
MOOD = question("q9", K.SENTIMENT, "Hvordan har du det?", why={"nb": "Hvorfor?"})
WHEN = question("q10", K.DATE, "Når var du der sist?")
PLACE = question("q11", K.PLACE, "Hvor er det mørkt?", shapes=("point",))
ASKED = (GOES, LIVES, WANTS, FEELS, AGE, PARTS, RANKS, SAYS, MOOD, WHEN, PLACE)
FORM = Questionnaire(
    pages=(
        Page(key="p1", title={"nb": "Om deg"}, questions=ASKED[:5]),
        Page(key="p2", title={"nb": "Om stien"}, questions=ASKED[5:]),
    ),
    thanks={"nb": "Takk for hjelpen!"},
    made=20,
)
WHOLE = {
    "q1": True,
    "q2": "o1",
    "q3": {"keys": ["o4"], "other": "En husky"},
    "q4": 4,
    "q5": 41,
    "q6": {"r1": "o6", "r2": "o7"},
    "q7": ["o9", "o8"],
    "q8": "Det er mørkt ved brua",
    "q9": {"value": 2, "why": "Fordi det er glatt"},
    "q10": "2027-02-01",
    "q11": {"geometry": {"type": "Point", "coordinates": [10.1, 60.2]}, "words": "Ved kirka"},
}
PAGE_1 = {"page": "p1", "step": "next", "a.q1": "yes", "a.q2": "o1", "a.q4": "4", "a.q5": "41"}
PAGE_2 = {"page": "p2", "step": "next", "a.q8": "Det er mørkt ved brua"}


async def new_survey(
    tenant: Tenant, *, form: Questionnaire = FORM, settings: SurveySettings | None = None, **chosen: Any
) -> Stand:
    """Open since yesterday, with these questions in use."""

    async def prepare(place: Place) -> None:
        await begin(activity_id=place.here.id, questionnaire=form, by=None)

    given = settings or SurveySettings(**chosen)
    return await new_activity(tenant, "survey", settings=given, prepare=prepare)


async def new_version(stand: Stand, form: Questionnaire) -> int:
    async with stand.open():
        made: int = await value(
            "INSERT INTO survey_version (activity, number, definition, published_at) "
            "SELECT $1, coalesce(max(number), 0) + 1, $2, now() FROM survey_version WHERE activity = $1 RETURNING id",
            stand.activity_id,
            to_plain(form),
        )
    return made


async def add(stand: Stand, answers: Sequence[dict[str, Any]], *, version: int = 0, on: date = DAY) -> None:
    """Responses that came in some time ago, to the newest version or another."""
    async with stand.open() as place:
        forms = {v.id: v.questionnaire for v in await all_versions(activity_id=stand.activity_id)}
        to = version or max(forms)
        await keep(
            place=place,
            responses=[Kept(version_id=to, answers=each, channel="web", on=on) for each in answers],
            forms=forms,
        )


async def answer(visitor: httpx.AsyncClient, stand: Stand, **more: str) -> httpx.Response:
    """All the way through; the answer to the last page."""
    began = await visitor.post(f"{stand.url}/start", follow_redirects=True)
    assert began.status_code == 200, began.text[:500]
    first = await visitor.post(
        f"{stand.url}/answer", data=PAGE_1 | {k: v for k, v in more.items() if k in PAGE_1}
    )
    assert first.status_code == 303, first.text
    return await visitor.post(f"{stand.url}/answer", data=PAGE_2 | more, follow_redirects=True)


def with_quota(form: Questionnaire, key: str, option_key: str, quota: int) -> Questionnaire:
    def changed(each: Question) -> Question:
        options = tuple(
            msgspec.structs.replace(o, quota=quota) if (each.key, o.key) == (key, option_key) else o
            for o in each.options
        )
        return msgspec.structs.replace(each, options=options)

    pages = tuple(msgspec.structs.replace(p, questions=tuple(map(changed, p.questions))) for p in form.pages)
    return msgspec.structs.replace(form, pages=pages)
