"""The place's settings: saved, shown, refused, and never lost to a colleague."""

from typing import Any

import httpx
import pytest

from core.audit import first_broken, record
from core.forms import Invalid
from core.staff.postcodes import read_postcodes, say_postcodes
from core.tenancy import Site, Tenant, load_site, save_site, scope
from tests.conftest import Client
from tests.support.towns import Towns

NAME = {"names.nb": "Havneby", "names.en": "Havneby", "taglines.nb": "Her former vi byen sammen"}
TAKING = {"language": "nn", "languages": ["nb", "en"], "registration_open": "on", "postcodes": "8123"}


async def site_of(tenant: Tenant) -> Site:
    async with scope(tenant, read_only=True):
        return await load_site()


async def send(staff: httpx.AsyncClient, tenant: Tenant, path: str, data: dict[str, Any]) -> httpx.Response:
    """With the version that a form shown just now would have."""
    return await staff.post(path, data={**data, "version": str((await site_of(tenant)).version)})


async def test_name_and_contact_are_saved_shown_and_noted(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client
) -> None:
    before = await site_of(two_towns.b)
    url = "https://uustatus.no/nb/erklaringer/publisert/1"
    more = {"contact_email": "Post@Havneby.Example", "accessibility_statement_url": url}
    sent = await send(staff, two_towns.a, "/manage/settings", {**NAME, **more})
    assert (sent.status_code, sent.headers["location"]) == (303, "/manage/settings")
    visitor = await (await client(two_towns.a)).get("/")
    assert "Her former vi byen sammen" in visitor.text
    assert "mailto:post@havneby.example" in visitor.text
    assert f'href="{url}"' in visitor.text
    async with scope(two_towns.a):
        noted = (await record(action="site.change")).entries[0]
        assert set(noted.details["settings"]) == {"taglines", "contact", "accessibility_statement_url"}
        assert await first_broken() is None
    assert await site_of(two_towns.b) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"names.nb": "", "names.en": ""}, "Write what the site is called."),
        ({"names.nb": "x" * 61}, "at most 60 characters"),
        ({"contact_email": "ingen"}, "Write an e-mail address"),
        ({"accessibility_statement_url": "javascript:alert(1)"}, "beginning with https://"),
        ({"accessibility_statement_url": 'https://x.no/"><script>'}, "beginning with https://"),
    ],
)
async def test_name_that_cannot_stand_is_given_back(
    two_towns: Towns, staff: httpx.AsyncClient, change: dict[str, str], said: str
) -> None:
    before = await site_of(two_towns.a)
    sent = await send(
        staff, two_towns.a, "/manage/settings", {**NAME, "taglines.nb": "Ny 🌊 linje", **change}
    )
    assert sent.status_code == 422
    assert said in sent.text
    assert "Ny 🌊 linje" in sent.text
    assert await site_of(two_towns.a) == before


async def test_stale_form_loses_nothing_and_can_be_saved_again(
    two_towns: Towns, staff: httpx.AsyncClient
) -> None:
    old = (await site_of(two_towns.a)).version
    async with scope(two_towns.a):
        await save_site(brand_colour="#123456")
    sent = await staff.post("/manage/settings", data={**NAME, "taglines.nb": "Min", "version": str(old)})
    assert sent.status_code == 422
    assert "Someone else changed this" in sent.text
    assert 'value="Min"' in sent.text
    version = sent.text.partition('name="version"')[2].partition('value="')[2].partition('"')[0]
    sent = await staff.post("/manage/settings", data={**NAME, "taglines.nb": "Min", "version": version})
    assert sent.status_code == 303
    assert (await site_of(two_towns.a)).taglines["nb"] == "Min"


async def test_texts_are_made_safe(two_towns: Towns, staff: httpx.AsyncClient, client: Client) -> None:
    hostile = "<p>Vi <strong>lover</strong> <script>alert(1)</script><img src=x onerror=alert(2)> شكرا</p>"
    sent = await send(
        staff, two_towns.a, "/manage/settings/texts", {"about.nb": hostile, "privacy.nb": "Kort."}
    )
    assert sent.status_code == 303
    about = (await (await client(two_towns.a)).get("/about")).text
    assert "<strong>lover</strong>" in about
    assert "شكرا" in about
    assert "alert(" not in about
    assert "Kort." in (await (await client(two_towns.a)).get("/privacy")).text


async def test_huge_body_is_refused(two_towns: Towns, staff: httpx.AsyncClient) -> None:
    sent = await staff.post("/manage/settings", data={"names.nb": "x" * 10_000_000})
    assert sent.status_code == 413


async def test_languages_begin_with_the_first_and_passwords_can_go(
    two_towns: Towns, staff: httpx.AsyncClient
) -> None:
    sent = await send(
        staff, two_towns.a, "/manage/settings/taking-part", {**TAKING, "postcodes": "8123-8126, 8200"}
    )
    assert sent.status_code == 303
    here = await site_of(two_towns.a)
    assert here.languages == ("nn", "nb", "en")
    assert here.sign_in_methods == ("code",)
    assert here.registration_open
    assert here.postcodes == ("8123", "8124", "8125", "8126", "8200")
    assert "8123–8126, 8200" in (await staff.get("/manage/settings/taking-part")).text
    assert (await site_of(two_towns.b)).languages == ("nb", "nn", "en")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"language": ""}, "Choose the first language."),
        ({"language": "xx"}, "Choose one of the answers"),
        ({"postcodes": "8123 hei"}, "“hei” is not a postcode"),
        ({"postcodes": "8130-8120"}, "is not a postcode"),
        ({"postcodes": "0001-9999"}, "at most 2000 postcodes"),
    ],
)
async def test_taking_part_that_cannot_stand_is_given_back(
    two_towns: Towns, staff: httpx.AsyncClient, change: dict[str, str], said: str
) -> None:
    sent = await send(staff, two_towns.a, "/manage/settings/taking-part", {**TAKING, **change})
    assert sent.status_code == 422
    assert said in sent.text


def test_postcodes_are_read_as_people_write_them() -> None:
    assert read_postcodes(" 8102,8100 ;8101\n8100 – 8103 ") == ("8100", "8101", "8102", "8103")
    assert say_postcodes(["8100", "8101", "8102", "8200", "8201"]) == "8100–8102, 8200, 8201"
    assert read_postcodes("") == ()
    with pytest.raises(Invalid):
        read_postcodes("81000")


async def test_other_languages_wait_until_they_are_written_and_one_language_needs_no_name(
    two_towns: Towns, staff: httpx.AsyncClient
) -> None:
    languages = {"language": "nb", "languages": ["nb", "nn", "en"]}
    await send(staff, two_towns.a, "/manage/settings/taking-part", languages)
    empty = (await staff.get("/manage/topics/new")).text
    assert '<details class="al-languages__more">' in empty
    assert "In other languages: Nynorsk, English" in empty
    refused = (await staff.post("/manage/topics/new", data={"names.en": "Only in English"})).text
    assert '<details class="al-languages__more" open>' in refused
    await send(staff, two_towns.a, "/manage/settings/taking-part", {"language": "nb", "languages": ["nb"]})
    alone = (await staff.get("/manage/topics/new")).text
    assert 'name="names.nb" id="field-names" lang="nb"' in alone
    assert "Bokmål" not in alone
