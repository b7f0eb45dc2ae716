"""The style sheet of a place's colours, through the front door."""

import pytest

from core.tenancy import Site
from core.theme import theme_url
from tests.conftest import Client
from tests.support.towns import Towns


async def test_theme_is_sent_to_be_kept_for_ever(two_towns: Towns, client: Client) -> None:
    answer = await (await client(two_towns.a)).get(theme_url(Site(brand_colour="#8A1538")))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "--ds-color-accent-base-default:#8a1538;" in answer.text


async def test_theme_of_another_version_is_sent_but_not_kept(two_towns: Towns, client: Client) -> None:
    answer = await (await client(two_towns.a)).get("/theme/8a1538-00000000.css")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name", ["red.css", "8a1538.css", "8a1538-0000000.css", "8A1538-00000000.css", "%7D%7B-00000000.css", "x"]
)
async def test_theme_of_no_colour_is_not_there(two_towns: Towns, client: Client, name: str) -> None:
    assert (await (await client(two_towns.a)).get(f"/theme/{name}")).status_code == 404
