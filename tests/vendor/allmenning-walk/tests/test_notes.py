"""What people do, through the front door."""

import io
import re

import httpx
from core.sdk import Role
from core.sdk.testing import Client, Stand, Towns, let_days_pass
from PIL import Image


async def write(visitor: httpx.AsyncClient, stand: Stand, text: str, tone: str = "wish") -> httpx.Response:
    return await visitor.post(stand.url, data={"text": text, "tone": tone, "where.address": "Strandgata 4"})


async def newest(visitor: httpx.AsyncClient, stand: Stand) -> int:
    found = re.search(rf'href="{stand.url}/(\d+)"', (await visitor.get(stand.url)).text)
    assert found
    return int(found[1])


async def test_note_is_seen_by_everyone(stand: Stand, client: Client) -> None:
    resident = await client(stand.tenant, role=Role.PARTICIPANT)
    sent = await write(resident, stand, "En benk ved vannet")
    assert (sent.status_code, sent.headers["location"]) == (303, stand.url)
    visitor = await client(stand.tenant)
    page = await visitor.get(stand.url)
    assert "En benk ved vannet" in page.text
    assert "Hva tenker du?" in page.text
    one = await visitor.get(f"{stand.url}/{await newest(visitor, stand)}")
    assert (one.status_code, "En benk ved vannet" in one.text) == (200, True)


async def test_note_that_is_too_long_is_given_back(stand: Stand, client: Client) -> None:
    resident = await client(stand.tenant, role=Role.PARTICIPANT)
    long = "Benker " * 10
    answer = await write(resident, stand, long)
    assert answer.status_code == 422
    assert "A note can have at most 60 characters." in answer.text
    assert long.strip() in answer.text


async def test_note_without_text_or_with_a_strange_tone_is_refused(stand: Stand, client: Client) -> None:
    resident = await client(stand.tenant, role=Role.PARTICIPANT)
    assert (await write(resident, stand, " ")).status_code == 422
    assert (await write(resident, stand, "Benk", tone="<script>")).status_code == 422


async def test_hostile_text_is_only_text(stand: Stand, client: Client) -> None:
    resident = await client(stand.tenant, role=Role.PARTICIPANT)
    await write(resident, stand, "<script>alert(1)</script> 🦭")
    assert "<script>alert" not in (await resident.get(stand.url)).text


async def test_photo_is_shown_without_what_the_camera_knew(stand: Stand, client: Client) -> None:
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Hemmelig sted"
    Image.new("RGB", (640, 480), "green").save(photo, "JPEG", exif=exif)
    resident = await client(stand.tenant, role=Role.PARTICIPANT)
    sent = await resident.post(
        stand.url,
        data={
            "text": "Lykt mangler",
            "tone": "wish",
            "where.lat": "59.9",
            "where.lon": "10.7",
            "photo_alt": "Mørk vei",
        },
        files={"photo": ("IMG_1.jpg", photo.getvalue(), "image/jpeg")},
    )
    assert sent.status_code == 303, sent.text
    one = (await resident.get(f"{stand.url}/{await newest(resident, stand)}")).text
    assert 'alt="Mørk vei"' in one
    shown = re.search(r'src="(/files/[^"]+)"', one)
    assert shown
    assert b"Hemmelig" not in (await resident.get(shown[1])).content
    points = (await resident.get(f"{stand.url}/map.json")).json()["features"]
    assert [point["geometry"]["coordinates"] for point in points] == [[10.7, 59.9]]


async def test_note_without_a_place_or_with_a_strange_file_is_refused(stand: Stand, client: Client) -> None:
    resident = await client(stand.tenant, role=Role.PARTICIPANT)
    nowhere = await resident.post(stand.url, data={"text": "Benk", "tone": "wish"})
    assert nowhere.status_code == 422
    strange = await resident.post(
        stand.url,
        data={"text": "Benk", "tone": "wish", "where.address": "Torget"},
        files={"photo": ("x.jpg", b"<script>alert(1)</script>", "image/jpeg")},
    )
    assert strange.status_code == 422


async def test_visitor_is_asked_to_sign_in(stand: Stand, client: Client) -> None:
    visitor = await client(stand.tenant)
    assert "/sign-in" in (await visitor.get(stand.url)).text
    assert (await write(visitor, stand, "Uten navn")).status_code == 401


async def test_closed_activity_takes_no_more_notes(stand: Stand, client: Client) -> None:
    resident = await client(stand.tenant, role=Role.PARTICIPANT)
    await let_days_pass(stand, 31)
    assert (await write(resident, stand, "For sent")).status_code == 403
    assert (await resident.get(stand.url)).status_code == 200


async def test_support_counts_once(stand: Stand, client: Client) -> None:
    author, other = [await client(stand.tenant, role=Role.PARTICIPANT) for _ in range(2)]
    await write(author, stand, "Flere benker")
    note_id = await newest(other, stand)
    for _ in range(2):
        answer = await other.post(f"/contributions/{note_id}/react", data={"reaction": "support"})
        assert answer.status_code == 303
    assert 'al-reaction__count">1<' in (await other.get(f"{stand.url}/{note_id}")).text


async def test_note_of_one_town_is_not_found_in_another(
    two_towns: Towns, stand: Stand, client: Client
) -> None:
    author = await client(stand.tenant, role=Role.PARTICIPANT)
    await write(author, stand, "Bare i Havneby")
    note_id = await newest(author, stand)
    neighbour = await client(two_towns.b, role=Role.ADMIN)
    assert (await neighbour.get(stand.url)).status_code == 404
    assert (await neighbour.get(f"{stand.url}/{note_id}")).status_code == 404
    assert (await write(neighbour, stand, "Fra nabobyen")).status_code == 404
