"""What goes wrong in a sign-up: each has a clear answer, and nothing half-made is left."""

import asyncio
import io

import pytest
from PIL import Image

from core.db import execute, rows, value
from core.tenancy import PLATFORM, scope, site
from tests.conftest import Client
from tests.support.towns import Towns
from tests.tenants.conftest import Newcomers, half_made, registered, tenant_named
from tests.tenants.test_sign_up import HALDEN

MOSS = "3103"


@pytest.fixture
def png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (600, 200), "#aa3300").save(target, "PNG")
    return target.getvalue()


async def places() -> int:
    async with scope(PLATFORM, read_only=True):
        found: int = await value("SELECT count(*) FROM tenant")
    return found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write an address"),
        ("ab", "too short"),
        ("x" * 41, "too long"),
        ("blåbær", "a–z"),
        ("a b c", "a–z"),
        ("-abc", "a–z"),
        ("ab--cd", "a–z"),
        ("xn--abc", "a–z"),
        ("www", "is reserved"),
        ("ADMIN", "is reserved"),
        ("moss", "is kept for Moss kommune"),
        ("moss-kommune", "is kept for Moss kommune"),
        ("vestland", "is kept for Vestland fylkeskommune"),
        ("guovdageaidnu", "is kept for Kautokeino kommune"),
        ("<b>x</b>", "a–z"),
    ],
)
async def test_address_that_cannot_be_had_is_refused_with_the_reason(
    newcomer: Newcomers, typed: str, said: str
) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    before = await places()
    answer = await kari.click(typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert await registered(HALDEN) is None
    assert (await places(), await half_made()) == (before, 0)


async def test_taken_address_is_refused_and_the_rest_of_the_form_is_kept(
    newcomer: Newcomers, two_towns: Towns
) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    taken = two_towns.a.hosts[0].partition(".")[0]
    answer = await kari.click(taken, colour="#123456")
    assert answer.status_code == 422
    assert "is taken" in answer.text
    assert 'value="#123456"' in answer.text
    assert f'value="{taken}"' in answer.text


async def test_live_check_says_why_as_a_fragment(newcomer: Newcomers, two_towns: Towns) -> None:
    kari = await newcomer()
    await kari.choose(register=HALDEN)
    taken = two_towns.a.hosts[0].partition(".")[0]
    for typed, said in (
        (taken, "is taken"),
        ("ab", "too short"),
        ("mail", "is reserved"),
        ("halden", "halden.allmenning.test is free"),
        ("https://Halden.allmenning.test/", "halden.allmenning.test is free"),
        ("moss", "is kept for"),
    ):
        answer = await kari.browser.get(
            "/sign-up/address", params={"address": typed}, headers={"hx-request": "true"}
        )
        assert answer.status_code == 200
        assert said in answer.text
        assert "<html" not in answer.text


async def test_wrong_code_five_times_and_then_the_right_one_is_refused(newcomer: Newcomers) -> None:
    kari = await newcomer()
    await kari.choose(register=HALDEN)
    await kari.introduce()
    right = await kari.code()
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    said = [(await kari.prove(wrong)).text for _try in range(5)]
    assert "You have 4 tries left" in said[0]
    assert "You have 1 try left" in said[3]
    assert "Ask for a new one" in said[4]
    assert "Ask for a new one" in (await kari.prove(right)).text
    assert (await kari.browser.get("/sign-up/place")).headers["location"] == "/sign-up/code"
    again = await kari.browser.post("/sign-up/code/again")
    assert again.headers["location"] == "/sign-up/code"
    assert (await kari.prove()).headers["location"] == "/sign-up/place"


async def test_expired_code_is_refused_and_a_new_one_can_be_had(newcomer: Newcomers) -> None:
    kari = await newcomer()
    await kari.choose(register=HALDEN)
    await kari.introduce()
    code = await kari.code()
    async with scope(PLATFORM):
        await execute("UPDATE sign_in_code SET expires_at = now() WHERE email = $1", kari.email)
    answer = await kari.prove(code)
    assert answer.status_code == 422
    assert "Ask for a new one" in answer.text
    await kari.browser.post("/sign-up/code/again")
    assert (await kari.prove()).status_code == 303


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567"])
async def test_code_that_is_none_is_not_counted_as_a_try(newcomer: Newcomers, typed: str) -> None:
    kari = await newcomer()
    await kari.choose(register=HALDEN)
    await kari.introduce()
    right = await kari.code()
    for _try in range(6):
        assert (await kari.browser.post("/sign-up/code", data={"code": typed})).status_code == 422
    assert (await kari.prove(right)).status_code == 303


async def test_code_of_somebody_else_proves_nothing(newcomer: Newcomers) -> None:
    kari, ola = await newcomer(), await newcomer()
    for each in (kari, ola):
        await each.choose(register=HALDEN)
        await each.introduce()
    assert (await kari.prove(await ola.code())).status_code == 422


async def test_another_address_after_the_proof_must_be_proven_anew(newcomer: Newcomers, address: str) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    answer = await kari.introduce(email=f"another-{kari.email}")
    assert answer.headers["location"] == "/sign-up/code"
    assert (await kari.click(address)).headers["location"] == "/sign-up/code"
    assert await tenant_named(address) is None
    assert (await kari.prove()).headers["location"] == "/sign-up/place"


async def test_back_button_before_the_end_changes_what_was_chosen(newcomer: Newcomers, address: str) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    back = await kari.browser.get("/sign-up")
    assert f'value="{HALDEN}" selected' in back.text
    await kari.choose(register=MOSS)
    same = await kari.introduce()
    assert same.headers["location"] == "/sign-up/place"  # the address is proven already
    await kari.click(address)
    tenant = await tenant_named(address)
    assert tenant is not None
    assert tenant.name == "Moss kommune"


async def test_back_button_after_the_end_leads_to_the_site_that_is_there(
    newcomer: Newcomers, address: str
) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    await kari.click(address)
    before = await places()
    for path in ("/sign-up/you", "/sign-up/code", "/sign-up/place"):
        assert (await kari.browser.get(path)).headers["location"] == "/sign-up/done"
    done = await kari.browser.get("/sign-up/done")
    assert f"{address}.allmenning.test" in done.text
    again = await kari.click(f"{address}2")
    assert again.headers["location"].startswith("/sign-up/done?enter=")
    assert (await places(), await tenant_named(f"{address}2")) == (before, None)


async def test_double_click_makes_one_site(newcomer: Newcomers, address: str) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    before = await places()
    answers = await asyncio.gather(*(kari.click(address) for _click in range(3)))
    assert [answer.headers["location"].partition("=")[0] for answer in answers] == ["/sign-up/done?enter"] * 3
    assert (await places(), await half_made()) == (before + 1, 0)
    tenant = await tenant_named(address)
    assert tenant is not None
    async with scope(tenant, read_only=True):
        assert await value("SELECT count(*) FROM person") == 1
        assert await value("SELECT count(*) FROM project") == 1


async def test_two_people_who_sign_up_one_municipality_at_once_get_one_site(
    newcomer: Newcomers, address: str
) -> None:
    kari, ola = await newcomer(), await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    await ola.come_to_the_last_step(register=HALDEN)
    before = await places()
    answers = await asyncio.gather(kari.click(address), ola.click(f"{address}-2"))
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    late = max(answers, key=lambda answer: answer.status_code)
    assert "Halden kommune has a site here already" in late.text
    assert (await places(), await half_made()) == (before + 1, 0)


async def test_two_organisations_that_want_one_address_at_once_get_one_each(
    newcomer: Newcomers, address: str
) -> None:
    kari, ola = await newcomer(), await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    await ola.come_to_the_last_step(register=MOSS)
    answers = await asyncio.gather(kari.click(address), ola.click(address))
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    late = ola if answers[1].status_code == 422 else kari
    assert "taken" in max(answers, key=lambda answer: answer.status_code).text
    assert (await late.click(f"{address}-2")).status_code == 303
    assert await half_made() == 0


async def test_municipality_that_is_here_already_is_told_at_the_first_step(
    newcomer: Newcomers, address: str
) -> None:
    kari, ola = await newcomer(), await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    await kari.click(address)
    answer = await ola.choose(register=HALDEN)
    assert answer.status_code == 422
    assert f"{address}.allmenning.test" in answer.text
    assert (await ola.choose(register=MOSS)).status_code == 303


async def test_logo_is_kept_in_the_new_site(
    newcomer: Newcomers, address: str, png: bytes, client: Client
) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    form = {"address": address, "language": "nb", "colour": "#0b5c66"}
    answer = await kari.browser.post(
        "/sign-up/place", data=form, files={"logo": ("våpen.png", png, "image/png")}
    )
    assert answer.status_code == 303, answer.text
    tenant = await tenant_named(address)
    assert tenant is not None
    async with scope(tenant, read_only=True):
        logo = (await site()).logo
    picture = await (await client(tenant)).get(logo)
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/webp")


@pytest.mark.parametrize("data", [b"not a picture", b"\x89PNG\r\n\x1a\nbroken off"])
async def test_broken_logo_is_refused_and_nothing_is_left(
    newcomer: Newcomers, address: str, data: bytes
) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    before = await places()
    form = {"address": address, "language": "nb", "colour": "#0b5c66"}
    answer = await kari.browser.post(
        "/sign-up/place", data=form, files={"logo": ("logo.png", data, "image/png")}
    )
    assert answer.status_code == 422
    assert "field-logo-error" in answer.text
    assert (await places(), await half_made()) == (before, 0)
    assert (await kari.click(address)).status_code == 303


async def test_old_sign_up_begins_anew(newcomer: Newcomers) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    async with scope(PLATFORM):
        await execute("UPDATE tenants_sign_up SET created_at = now() - interval '25 hours'")
    assert (await kari.browser.get("/sign-up/place")).headers["location"] == "/sign-up"


async def test_old_sign_ups_are_swept_away(newcomer: Newcomers) -> None:
    from tenants.jobs import sweep_sign_ups

    kari, ola = await newcomer(), await newcomer()
    for each in (kari, ola):
        await each.choose(register=HALDEN)
        await each.introduce()
    async with scope(PLATFORM):
        await execute(
            "UPDATE tenants_sign_up SET created_at = now() - interval '49 hours' WHERE email = $1", kari.email
        )
        await sweep_sign_ups()
        left = {found["email"] for found in await rows("SELECT email FROM tenants_sign_up")}
    assert kari.email not in left
    assert ola.email in left


async def test_codes_to_one_address_are_limited(newcomer: Newcomers) -> None:
    kari = await newcomer()
    await kari.choose(register=HALDEN)
    await kari.introduce()
    answers = [await kari.browser.post("/sign-up/code/again") for _time in range(6)]
    assert answers[0].status_code == 303
    assert answers[-1].status_code == 429
    assert "Wait" in answers[-1].text
