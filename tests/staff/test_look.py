"""Colour and logo: shown before they are chosen, and kept when they are."""

import httpx
import pytest

from core.tenancy import load_site, scope
from core.theme import theme_url
from tests.conftest import Client
from tests.files.samples import picture
from tests.support.towns import Towns

PNG = {"logo": ("våpen.png", picture(), "image/png")}


async def version(towns: Towns) -> str:
    async with scope(towns.a):
        return str((await load_site()).version)


async def test_colour_is_saved_and_reaches_residents(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client
) -> None:
    sent = await staff.post("/manage/look", data={"colour": "#8A1538", "version": await version(two_towns)})
    assert sent.status_code == 303
    async with scope(two_towns.a):
        url = theme_url(await load_site())
    assert "8a1538" in url
    assert url in (await (await client(two_towns.a)).get("/")).text
    assert url not in (await (await client(two_towns.b)).get("/")).text


async def test_colour_is_shown_in_both_schemes_and_not_saved(
    two_towns: Towns, staff: httpx.AsyncClient
) -> None:
    whole = (await staff.get("/manage/look?colour=%23ffd000")).text
    assert 'value="#ffd000"' in whole
    piece = (await staff.get("/manage/look?colour=%23ffd000", headers={"hx-request": "true"})).text
    assert piece.count("<svg") == 2
    assert "<html" not in piece
    assert 'fill="#ffd000"' in piece
    async with scope(two_towns.a):
        assert (await load_site()).brand_colour != "#ffd000"
    for nonsense in ("red", "%23ffd0001", "%22%3E%3Cscript%3E"):
        answer = await staff.get(f"/manage/look?colour={nonsense}")
        assert answer.status_code == 200
        assert "<script>" not in answer.text.partition("<main")[2]


@pytest.mark.parametrize("colour", ["", "blue", "#12345"])
async def test_colour_that_is_none_is_refused(
    two_towns: Towns, staff: httpx.AsyncClient, colour: str
) -> None:
    sent = await staff.post("/manage/look", data={"colour": colour, "version": await version(two_towns)})
    assert sent.status_code == 422


async def test_logo_is_hung_up_kept_and_taken_down(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client
) -> None:
    data = {"colour": "#0b5c66", "version": await version(two_towns)}
    assert (await staff.post("/manage/look", data=data, files=PNG)).status_code == 303
    async with scope(two_towns.a):
        logo = (await load_site()).logo
    visitor = await client(two_towns.a)
    assert f'src="{logo}"' in (await visitor.get("/")).text
    assert (await visitor.get(logo)).status_code == 200
    assert (await (await client(two_towns.b)).get(logo)).status_code == 404
    data["version"] = await version(two_towns)
    assert (await staff.post("/manage/look", data=data)).status_code == 303
    assert f'src="{logo}"' in (await visitor.get("/")).text
    data["version"] = await version(two_towns)
    assert (await staff.post("/manage/look", data={**data, "logo.remove": "on"})).status_code == 303
    assert logo not in (await visitor.get("/")).text


async def test_logo_that_lies_or_is_stale_changes_nothing(two_towns: Towns, staff: httpx.AsyncClient) -> None:
    now = await version(two_towns)
    lie = {"logo": ("logo.png", b"<svg onload=alert(1)>", "image/png")}
    sent = await staff.post("/manage/look", data={"colour": "#112233", "version": now}, files=lie)
    assert sent.status_code == 422
    assert 'value="#112233"' in sent.text
    sent = await staff.post("/manage/look", data={"colour": "#112233", "version": "0"})
    assert sent.status_code == 422
    assert "Someone else changed this" in sent.text
    assert await version(two_towns) == now
