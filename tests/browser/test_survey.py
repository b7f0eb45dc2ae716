"""A survey from the first page to the results, in a real browser: by keyboard, without script, on a phone; axe on every page."""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from core.people import Role
from core.sdk.testing.activities import Stand
from tests.browser.conftest import Open
from tests.browser.steps import press
from tests.browser.test_every_page import _look
from tests.conftest import MakePerson
from tests.plugins.survey.asking import WHOLE, add, new_survey
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
PICTURES = os.environ.get("ALLMENNING_PICTURES", "")  # a folder, to look at them


@pytest.fixture(scope="module")
async def survey(towns: Towns) -> Stand:
    stand = await new_survey(towns.a, results="live", open_answers=True)
    await add(
        stand,
        [WHOLE | {"q2": f"o{1 + n % 3}", "q4": 1 + n % 5, "q5": 20 + n, "q1": n % 4 > 0} for n in range(60)],
    )
    await add(stand, [WHOLE | {"q2": {"other": "Bort"}} for _n in range(3)])
    return stand


async def looks(page: Page, name: str) -> None:
    """Nothing is wrong with it, at any width."""
    if PICTURES:
        for width, scheme in ((375, "light"), (1280, "light"), (1280, "dark")):
            await page.set_viewport_size({"width": width, "height": 900})
            await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            await page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}-{scheme}.png"), full_page=True)
    assert await _look(page) == [], name
    await page.evaluate("document.documentElement.style.fontSize = ''")
    await page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("script", [True, False])
async def test_survey_is_answered_in_a_browser(
    survey: Stand, towns: Towns, open_page: Open, make_person: MakePerson, script: bool
) -> None:
    kari = await make_person(towns.a)
    page = await open_page(towns.a, survey.url, person=kari, width=375, script=script)
    if script:
        await looks(page, "front")
    await press(page, "Begin")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Om deg")
    if script:
        await looks(page, "answer-1")
    await press(page, "Next")
    await expect(page.get_by_role("main")).to_contain_text("Choose an answer to “Går du på stien?”")
    await page.locator('[name="a.q1"][value="yes"]').check()
    await page.locator('[name="a.q5"]').fill("44")
    await press(page, "Next")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Om stien")
    await press(page, "Back")
    await expect(page.locator('[name="a.q5"]')).to_have_value("44")
    await press(page, "Next")
    if script:
        await looks(page, "answer-2")
    await page.locator('[name="a.q8"]').fill("Det er mørkt ved brua")
    await press(page, "Send")
    await expect(page.get_by_role("main")).to_contain_text("Takk for hjelpen!")
    if script:
        await looks(page, "done")
    await page.goto(page.url.replace("/done", "/receipt"))
    if script:
        await looks(page, "receipt")


async def test_survey_is_answered_by_keyboard_alone(
    survey: Stand, towns: Towns, open_page: Open, make_person: MakePerson
) -> None:
    page = await open_page(towns.a, survey.url, person=await make_person(towns.a))
    await page.get_by_role("button", name="Begin").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Om deg")
    await page.locator('[name="a.q1"]').first.focus()
    await page.keyboard.press("Space")
    await page.get_by_role("button", name="Next").focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Send").focus()
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("/done$"))


async def test_results_can_be_read_by_everybody(survey: Stand, towns: Towns, open_page: Open) -> None:
    page = await open_page(towns.a, f"{survey.url}/results")
    await looks(page, "results")
    await page.get_by_label("Compare groups by").select_option("q2")
    await page.get_by_role("button", name="Compare").click()
    await page.wait_for_url("**by=q2*")
    await expect(page.get_by_role("main")).to_contain_text("hidden")
    await looks(page, "results-by")


async def test_staff_pages_can_be_used_by_everybody(
    survey: Stand, towns: Towns, open_page: Open, make_person: MakePerson, tmp_path: Path
) -> None:
    staff = await make_person(towns.a, role=Role.ADMIN)
    page = await open_page(towns.a, f"{survey.url}/manage/results", person=staff)
    await looks(page, "manage-results")
    for path in ("manage/written/q8", "manage/paper", "manage/paper/enter", "manage/responses"):
        await page.goto(page.url.partition(survey.url)[0] + f"{survey.url}/{path}")
        await looks(page, path.replace("/", "-"))
    file = tmp_path / "svar.csv"
    file.write_text("q1;q2;q8;RespondentID\nja;Nes;Hei;12\nnei;Månen;;13\n", encoding="utf-8")
    await page.locator('input[type="file"]').set_input_files(file)
    await press(page, "Read the file")
    await looks(page, "mapping")
    await press(page, "Read in the answers")
    await looks(page, "import")


async def test_tablet_is_used_by_one_after_another(
    survey: Stand, towns: Towns, open_page: Open, make_person: MakePerson
) -> None:
    staff = await open_page(
        towns.a, f"{survey.url}/manage/paper", person=await make_person(towns.a, role=Role.ADMIN)
    )
    link = await staff.locator("a.al-survey-address").get_attribute("href")
    assert link is not None
    page = await open_page(towns.a, re.sub(r"^https?://[^/]+", "", link), width=820)
    await looks(page, "tablet")
    await press(page, "Begin")
    await page.locator('[name="a.q1"][value="yes"]').check()
    await press(page, "Next")
    await press(page, "Send")
    await expect(page.get_by_role("main")).to_contain_text("next person")
