"""From nothing to a project that residents see."""

import re

import httpx

from core.people import Role
from tests.conftest import Client
from tests.support.towns import Towns

COVER = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def version_in(page: str) -> str:
    found = re.search(r'name="version"[^>]* value="(\d+)"', page)
    assert found
    return found[1]


async def made(staff: httpx.AsyncClient, title: str = "Havna vår") -> str:
    answer = await staff.post("/manage/projects/new", data={"title.nb": title})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_project_from_nothing_is_seen_by_residents(two_towns: Towns, client: Client) -> None:
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = await made(staff, "Ny bryggepromenade")
    overview = await staff.get(base)
    assert overview.status_code == 200
    assert "1 thing is missing" in overview.text

    details = await staff.get(f"{base}/details")
    saved = await staff.post(
        f"{base}/details",
        data={
            "titles.nb": "Ny bryggepromenade",
            "titles.en": "A new harbour walk",
            "summaries.nb": "Gamle kaia skal bli et sted for alle.",
            "promise.nb": "Vi leser alt.\n\nSvar innen juni.",
            "cover_alt.nb": "Kaia i kveldslys",
            "version": version_in(details.text),
        },
        files={"cover": ("kai.png", COVER, "image/png")},
    )
    assert saved.status_code == 303, saved.text

    text = await staff.post(
        f"{base}/content/new/text", data={"title.nb": "Hva skal skje?", "text.nb": "Mye."}
    )
    assert text.status_code == 303, text.text
    phase = await staff.post(
        f"{base}/timeline/new", data={"names.nb": "Vi lytter", "starts_at": "2026-01-01T09:00"}
    )
    assert phase.status_code == 303, phase.text

    published = await staff.post(f"{base}/publish")
    assert published.headers["location"] == "/projects/ny-bryggepromenade"

    resident = await client(two_towns.a)
    page = (await resident.get("/projects/ny-bryggepromenade")).text
    for words in ("A new harbour walk", "Mye.", "Svar innen juni.", "Vi lytter", "Kaia i kveldslys"):
        assert words in page
    other = await client(two_towns.b)
    assert (await other.get("/projects/ny-bryggepromenade")).status_code == 404


async def test_project_without_summary_is_not_published(two_towns: Towns, client: Client) -> None:
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = await made(staff, "Uferdig")
    refused = await staff.post(f"{base}/publish")
    assert refused.headers["location"] == base
    assert (await (await client(two_towns.a)).get("/projects/uferdig")).status_code == 404


async def test_new_project_without_title_says_so_and_keeps_the_rest(two_towns: Towns, client: Client) -> None:
    staff = await client(two_towns.a, role=Role.MANAGER)
    answer = await staff.post("/manage/projects/new", data={"summary.nb": "Om havna"})
    assert answer.status_code == 422
    assert "Write a title." in answer.text
    assert "Om havna" in answer.text


async def test_two_projects_of_one_title_have_two_addresses(two_towns: Towns, client: Client) -> None:
    staff = await client(two_towns.a, role=Role.MANAGER)
    first, second = await made(staff, "Lik tittel"), await made(staff, "Lik tittel")
    assert 'value="lik-tittel"' in (await staff.get(f"{first}/access")).text
    assert 'value="lik-tittel-2"' in (await staff.get(f"{second}/access")).text


async def test_stale_details_are_refused_and_given_back(two_towns: Towns, client: Client) -> None:
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = await made(staff, "To på én gang")
    version = version_in((await staff.get(f"{base}/details")).text)
    await staff.post(f"{base}/details", data={"titles.nb": "Den første", "version": version})
    answer = await staff.post(f"{base}/details", data={"titles.nb": "Den andre", "version": version})
    assert answer.status_code == 422
    assert "Someone else changed this" in answer.text
    assert "Den andre" in answer.text
    assert "Den første" in (await staff.get(base)).text
    again = await staff.post(
        f"{base}/details", data={"titles.nb": "Den andre", "version": version_in(answer.text)}
    )
    assert again.status_code == 303


async def test_cover_without_words_stops_publishing(two_towns: Towns, client: Client) -> None:
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = await made(staff, "Bilde uten ord")
    version = version_in((await staff.get(f"{base}/details")).text)
    data = {"titles.nb": "Bilde uten ord", "summaries.nb": "Kort", "version": version}
    await staff.post(f"{base}/details", data=data, files={"cover": ("k.png", COVER, "image/png")})
    assert "Say what every picture shows" in (await staff.get(base)).text
    assert (await staff.post(f"{base}/publish")).headers["location"] == base


async def test_unpublish_and_archive_change_what_residents_see(two_towns: Towns, client: Client) -> None:
    staff, resident = await client(two_towns.a, role=Role.MANAGER), await client(two_towns.a)
    base = await made(staff, "Fram og tilbake")
    version = version_in((await staff.get(f"{base}/details")).text)
    await staff.post(
        f"{base}/details", data={"titles.nb": "Fram", "summaries.nb": "Kort", "version": version}
    )
    await staff.post(f"{base}/publish")
    assert (await resident.get("/projects/fram-og-tilbake")).status_code == 200
    await staff.post(f"{base}/archive")
    assert "nothing is open any more" in (await resident.get("/projects/fram-og-tilbake")).text
    await staff.post(f"{base}/unpublish")
    assert (await resident.get("/projects/fram-og-tilbake")).status_code == 404
