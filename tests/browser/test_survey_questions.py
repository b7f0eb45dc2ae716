"""Questions in a real browser: what script adds – drawing on the map, showing what applies, dragging – and the keyboard way."""

import json

import pytest
from playwright.async_api import Page as Sheet
from playwright.async_api import expect

from core.people import Person, Role
from core.sdk import Place
from core.sdk.testing.activities import Stand, new_activity
from plugins.survey.model import (
    Condition,
    Op,
    Option,
    Page,
    Question,
    Questionnaire,
    Test,
)
from plugins.survey.model import QuestionKind as K
from plugins.survey.versions import begin, newest_version
from tests.browser.conftest import Open
from tests.browser.steps import arrives, press, too_wide
from tests.support.axe import broken_rules
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
OPTIONS = tuple(Option(key=f"o{n}", label={"en": f"Answer {n}"}) for n in range(1, 6))
ROWS = tuple(Option(key=f"r{n}", label={"en": f"Row {n} with rather a long name"}) for n in (1, 2))


def ask(key: str, kind: K, **more: object) -> Question:
    about: dict[str, object] = {"label": {"en": f"Question {key}"}, "help": {"en": "Some help."}} | more
    return Question(key=key, kind=kind, **about)  # type: ignore[arg-type]


EVERY_KIND = Page(
    key="p1",
    questions=(
        ask("q1", K.YES_NO),
        ask("q2", K.SHORT_TEXT, show_if=Condition(tests=(Test(question="q1", op=Op.IS, value="yes"),))),
        ask("q3", K.ONE_CHOICE, options=OPTIONS, other=True, required=True),
        ask("q4", K.SEVERAL_CHOICES, options=OPTIONS, other=True),
        ask("q5", K.SCALE, least=0, most=10, low={"en": "Not at all"}, high={"en": "Very much"}),
        ask("q6", K.RATING, most=5),
        ask("q7", K.SENTIMENT, why={"en": "Why?"}),
        ask("q8", K.MATRIX, options=OPTIONS, rows=ROWS),
        ask("q9", K.RANKING, options=OPTIONS),
        ask("q10", K.LONG_TEXT),
        ask("q11", K.NUMBER),
        ask("q12", K.DATE),
        ask("q13", K.FILE),
        ask("q14", K.PLACE, shapes=("point", "line", "area")),
        ask("q15", K.INFORMATION),
    ),
)


async def _all(place: Place) -> None:
    await begin(activity_id=place.here.id, questionnaire=Questionnaire(pages=(EVERY_KIND,)), by=None)


@pytest.fixture
async def stand(towns: Towns) -> Stand:
    return await new_activity(towns.a, "survey", prepare=_all)


@pytest.fixture
async def manager(towns: Towns) -> Person:
    return await new_person(towns.a, name="Siv Leder", role=Role.ADMIN)


async def drawn(page: Sheet) -> dict[str, object] | None:
    text = await page.locator('[name="a.q14.geometry"]').input_value()
    return json.loads(text) if text else None


@pytest.mark.parametrize(
    ("width", "scheme", "script"), [(320, "dark", True), (375, "light", False), (1280, "light", True)]
)
async def test_every_kind_is_sound(
    stand: Stand, manager: Person, open_page: Open, width: int, scheme: str, script: bool
) -> None:
    where = f"{stand.url}/manage/preview"
    page = await open_page(stand.tenant, where, person=manager, width=width, scheme=scheme, script=script)
    await page.wait_for_timeout(500)
    assert not await too_wide(page)
    if script:
        assert not await broken_rules(page)
    await press(page, "Next")
    await expect(page.get_by_role("link", name="Choose an answer to “Question q3”.")).to_be_visible()
    if script:
        assert not await broken_rules(page)


async def test_question_shows_when_its_answer_is_given(
    stand: Stand, manager: Person, open_page: Open
) -> None:
    page = await open_page(stand.tenant, f"{stand.url}/manage/preview", person=manager)
    hidden = page.get_by_label("Question q2")
    await expect(hidden).to_be_hidden()
    await page.get_by_label("Yes", exact=True).check()
    await expect(hidden).to_be_visible()
    await page.get_by_label("No", exact=True).check()
    await expect(hidden).to_be_hidden()


async def test_point_line_and_area_are_drawn_with_buttons_alone(
    stand: Stand, manager: Person, open_page: Open
) -> None:
    page = await open_page(stand.tenant, f"{stand.url}/manage/preview", person=manager)
    middle = page.get_by_role("button", name="Put a point in the middle of the map")
    await middle.focus()
    await page.keyboard.press("Enter")
    assert (await drawn(page) or {}).get("type") == "Point"
    await page.get_by_role("button", name="A line", exact=True).press("Enter")
    assert await drawn(page) is None  # one point is no line yet
    await expect(page.get_by_text("It needs some more.")).to_be_visible()
    await page.locator("[data-map-draw]").focus()
    await page.keyboard.press("ArrowRight")
    await page.wait_for_timeout(400)
    await middle.press("Enter")
    assert (await drawn(page) or {}).get("type") == "LineString"
    await page.get_by_role("button", name="An area", exact=True).press("Enter")
    await page.locator("[data-map-draw]").click(position={"x": 200, "y": 60})
    shape = await drawn(page)
    assert shape is not None
    assert shape["type"] == "Polygon"
    await page.get_by_role("button", name="Take back the last point").press("Enter")
    assert await drawn(page) is None
    await page.get_by_role("button", name="Remove what is drawn").press("Enter")
    await expect(middle).to_be_focused()


async def test_drawing_comes_back_with_what_must_be_mended(
    stand: Stand, manager: Person, open_page: Open
) -> None:
    page = await open_page(stand.tenant, f"{stand.url}/manage/preview", person=manager)
    await page.locator("[data-map-draw]").click(position={"x": 120, "y": 120})
    before = await drawn(page)
    await press(page, "Next")  # q3 is not answered
    await expect(page.get_by_role("button", name="Remove what is drawn")).to_be_visible()
    assert await drawn(page) == before
    await page.get_by_label("Answer 2").first.check()
    await press(page, "Next")
    await expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


async def test_question_is_dragged_to_its_place(stand: Stand, manager: Person, open_page: Open) -> None:
    page = await open_page(stand.tenant, f"{stand.url}/manage/questions", person=manager)
    grips = page.locator(".al-order__grip")
    await grips.nth(0).scroll_into_view_if_needed()
    start, end = await grips.nth(0).bounding_box(), await grips.nth(2).bounding_box()
    assert start
    assert end
    await page.mouse.move(start["x"] + 8, start["y"] + 8)
    await page.mouse.down()
    await page.mouse.move(end["x"] + 8, end["y"] + 4, steps=12)
    await page.mouse.move(end["x"] + 8, end["y"] + 20, steps=6)
    await page.mouse.up()
    await arrives(page, r"#q1")
    async with stand.open():
        newest = await newest_version(activity_id=stand.activity_id)
    assert newest is not None
    keys = [question.key for question in newest.questionnaire.questions]
    assert keys[0] == "q2"
    await page.reload()
    shown = await page.locator(".al-order li .al-label .ds-link").all_inner_texts()
    assert shown == [f"Question {key}" for key in keys]
