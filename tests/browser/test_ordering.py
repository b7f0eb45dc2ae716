"""Lists that staff put in order: by dragging, by the buttons with the keyboard, and by the form alone."""

import pytest
from playwright.async_api import expect

from core.i18n import Localized
from core.people import Role
from core.projects.content import TextBlock
from core.projects.content_service import set_blocks
from core.projects.service import create_project
from core.tenancy import scope
from tests.browser.conftest import Open
from tests.conftest import Client
from tests.support.people import new_person
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
PARTS = ("Første", "Andre", "Tredje", "Fjerde")


async def parts_of_a_project(towns: Towns) -> int:
    async with scope(towns.a):
        project_id = await create_project(titles=Localized(nb="Parken"))
        blocks = [TextBlock(title=Localized(nb=title), text=Localized(nb="Tekst.")) for title in PARTS]
        await set_blocks(project_id=project_id, blocks=blocks)
    return project_id


async def test_part_is_dragged_to_another_place(towns: Towns, open_page: Open) -> None:
    admin = await new_person(towns.a, role=Role.ADMIN)
    project_id = await parts_of_a_project(towns)
    page = await open_page(towns.a, f"/manage/projects/{project_id}/content", person=admin)
    grips = page.locator(".al-order__grip")
    await expect(grips).to_have_count(len(PARTS))
    await grips.nth(0).drag_to(page.locator(".al-order > li").nth(2))
    names = page.locator(".al-order > li .al-note")
    await expect(names.nth(0)).to_have_text("Andre")
    await page.reload()
    first = await names.all_inner_texts()
    assert first[0] == "Andre"
    assert sorted(first) == sorted(PARTS)


@pytest.mark.parametrize(
    ("step", "place"),
    [("up", 1), ("down", 3), ("2", 3), ("-2", 0), ("-9", 0), ("99999", 3), ("<b>", 3), ("1.5", 3)],
)
async def test_part_moves_as_many_places_as_the_form_says(
    towns: Towns, client: Client, step: str, place: int
) -> None:
    boss = await client(towns.a, await new_person(towns.a, role=Role.ADMIN))
    project_id = await parts_of_a_project(towns)
    text = (await boss.get(f"/manage/projects/{project_id}/content")).text
    third = text.split('id="part-')[3].split('"')[0]
    answer = await boss.post(f"/manage/projects/{project_id}/content/{third}/move", data={"step": step})
    assert answer.status_code == 303
    text = (await boss.get(f"/manage/projects/{project_id}/content")).text
    assert [part.split('"')[0] for part in text.split('id="part-')[1:]].index(third) == place
