"""A survey that staff make, and short ways to its pages."""

import re

import httpx

from core.sdk import Place
from core.sdk.testing.activities import Stand, new_activity
from core.tenancy import Tenant
from plugins.survey.model import Question, QuestionKind, Questionnaire
from plugins.survey.starters import starter
from plugins.survey.versions import begin, newest_version

K = QuestionKind


async def _service(place: Place) -> None:
    await begin(activity_id=place.here.id, questionnaire=starter("service"), by=None)


async def survey_in(tenant: Tenant) -> Stand:
    return await new_activity(tenant, "survey", prepare=_service)


def base(stand: Stand) -> str:
    return f"{stand.url}/manage/questions"


async def now(stand: Stand) -> Questionnaire:
    async with stand.open():
        found = await newest_version(activity_id=stand.activity_id)
    assert found is not None
    return found.questionnaire


async def question(stand: Stand, words: str) -> Question:
    return next(each for each in (await now(stand)).questions if words in each.label.get("nb", ""))


async def state(staff: httpx.AsyncClient, address: str) -> str:
    found = re.search(r'name="version"[^>]*value="([^"]*)"', (await staff.get(address)).text)
    assert found
    return found[1]


async def make(staff: httpx.AsyncClient, stand: Stand, kind: K, **sent: str) -> None:
    data = {name.replace("__", "."): value for name, value in sent.items()}
    answer = await staff.post(f"{base(stand)}/new/{kind.value}", data={"label.nb": kind.value} | data)
    assert answer.status_code == 303, answer.text
