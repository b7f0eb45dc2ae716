"""Staff make a questionnaire in a real browser; every page of the builder is walked, wide and narrow."""

import pytest
from playwright.async_api import expect

from core.people import Person, Role
from core.sdk import Place
from core.sdk.testing.activities import Stand, new_activity
from plugins.survey.builder.kinds import NAMES
from plugins.survey.model import QuestionKind as K
from plugins.survey.starters import starter
from plugins.survey.versions import begin, newest_version
from tests.browser.conftest import Open
from tests.browser.steps import arrives, fill, press, too_wide
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")


async def _neighbourhood(place: Place) -> None:
    await begin(activity_id=place.here.id, questionnaire=starter("service"), by=None)


@pytest.fixture
async def stand(towns: Towns) -> Stand:
    return await new_activity(towns.a, "survey", prepare=_neighbourhood)


@pytest.fixture
async def manager(towns: Towns) -> Person:
    return await new_person(towns.a, name="Siv Leder", role=Role.ADMIN)


async def _addresses(stand: Stand) -> list[str]:
    async with stand.open():
        version = await newest_version(activity_id=stand.activity_id)
    assert version is not None
    last = version.questionnaire.pages[1]
    key = last.questions[-1].key
    own = ["", "/new", "/thanks", f"/{key}", f"/{key}/when", f"/pages/{last.key}", "/drop"]
    own += [f"/pages/{last.key}/when", f"/pages/{last.key}/jumps", *(f"/new/{kind.value}" for kind in K)]
    more = ["/manage/preview", "/manage/versions", "/manage/import-form"]
    return [f"{stand.url}/manage/questions{each}" for each in own] + [stand.url + each for each in more]


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1280, "light")])
async def test_every_page_of_the_builder_is_sound(
    stand: Stand, manager: Person, open_page: Open, width: int, scheme: str
) -> None:
    page = await open_page(stand.tenant, stand.url, person=manager, width=width, scheme=scheme)
    base = page.url.removesuffix(stand.url)
    for address in await _addresses(stand):
        answer = await page.goto(base + address)
        assert answer is not None
        assert answer.status == 200, address
        assert not await broken_rules(page), address
        assert not await too_wide(page), address


async def test_question_of_each_kind_is_made_and_answered_in_the_preview_without_script(
    towns: Towns, manager: Person, open_page: Open
) -> None:
    stand = await new_activity(towns.a, "survey", prepare=_neighbourhood)
    page = await open_page(stand.tenant, f"{stand.url}/manage/questions", person=manager, script=False)
    base = page.url
    for kind in (K.ONE_CHOICE, K.SCALE, K.MATRIX, K.RANKING, K.PLACE, K.LONG_TEXT):
        await page.goto(f"{base}/new")
        await page.get_by_role("link", name=str(NAMES[kind][0]), exact=True).click()
        await fill(page, label__nb=f"Spørsmål {kind.value}")
        if kind in (K.ONE_CHOICE, K.MATRIX, K.RANKING):
            await fill(page, options__new="Ja\nNei\nKanskje")
        if kind is K.MATRIX:
            await fill(page, rows__new="Benk\nLys")
        await press(page, "Save")
        await arrives(page, r"/manage/questions(#.*)?")
        await expect(page.get_by_role("link", name=f"Spørsmål {kind.value}", exact=True)).to_be_visible()
    await page.goto(base.replace("questions", "preview"))
    await page.get_by_label("No", exact=True).check()
    await press(page, "Next")
    await expect(page.get_by_text("Spørsmål ranking")).to_be_visible()
    await page.get_by_label("Kanskje").last.select_option("1")
    await press(page, "Next")
    await expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


async def test_questions_are_moved_by_keyboard(stand: Stand, manager: Person, open_page: Open) -> None:
    page = await open_page(stand.tenant, f"{stand.url}/manage/questions", person=manager)
    rows = page.locator(".al-order").nth(1).locator("li .al-label .ds-link")
    before = await rows.all_inner_texts()
    button = page.get_by_role("button", name=f"Move “{before[0]}” down")
    await button.focus()
    await page.keyboard.press("Enter")
    await expect(rows.first).to_have_text(before[1])
