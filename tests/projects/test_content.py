"""The description: blocks of every kind, hostile text, order, two at once."""

import httpx

from core.people import Role
from tests.conftest import Client
from tests.projects.test_staff_make import COVER, version_in
from tests.support.projects import new_project
from tests.support.towns import Towns

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


async def block_ids(staff: httpx.AsyncClient, base: str) -> list[str]:
    import re

    return re.findall(r'id="part-([0-9a-f]+)"', (await staff.get(f"{base}/content")).text)


async def test_every_kind_of_block_is_made_and_shown(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Alle slag")
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = f"/manage/projects/{project_id}"
    sent = [
        ("text", {"title.nb": "Om saken", "text.nb": "Første avsnitt.\n\nAndre avsnitt."}, {}),
        (
            "image",
            {"alt.nb": "En kai", "caption.nb": "Foto: kommunen"},
            {"file": ("k.png", COVER, "image/png")},
        ),
        ("video", {"title.nb": "Ordføreren", "url": "https://film.example.org/1", "text.nb": "Hei."}, {}),
        ("accordion", {"item-0.title.nb": "Hvem bestemmer?", "item-0.text.nb": "Kommunestyret."}, {}),
        (
            "documents",
            {"title.nb": "Papirer", "item-0.name.nb": "Plankart"},
            {"item-0.file": ("plan.pdf", PDF, "application/pdf")},
        ),
        ("facts", {"item-0.label.nb": "Lengde", "item-0.value.nb": "480 meter"}, {}),
    ]
    for kind, data, files in sent:
        assert (await staff.get(f"{base}/content/new/{kind}")).status_code == 200
        answer = await staff.post(f"{base}/content/new/{kind}", data=data, files=files or None)
        assert answer.status_code == 303, (kind, answer.text)
    assert len(await block_ids(staff, base)) == len(sent) + 1
    page = (await (await client(two_towns.a)).get("/projects/alle-slag")).text
    for words in (
        "<p>Første avsnitt.</p><p>Andre avsnitt.</p>",
        'alt="En kai"',
        "Foto: kommunen",
        "https://film.example.org/1",
        "Hvem bestemmer?",
        "Kommunestyret.",
        "Plankart</a>",
        "480 meter",
    ):
        assert words in page, words


async def test_hostile_text_is_shown_as_text(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Fiendtlig")
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = f"/manage/projects/{project_id}/content/new"
    evil = (
        '<p>Hei</p><script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">x</a>'
    )
    await staff.post(f"{base}/text", data={"title.nb": "<b>fet</b>", "text.nb": evil})
    await staff.post(f"{base}/facts", data={"item-0.label.nb": "<i>a</i>", "item-0.value.nb": "\u202eb\x00"})
    refused = await staff.post(f"{base}/video", data={"title.nb": "Film", "url": "javascript:alert(1)"})
    assert refused.status_code == 422
    assert "Write the whole address" in refused.text
    page = (await (await client(two_towns.a)).get("/projects/fiendtlig")).text
    for bad in ("alert(1)", "onerror", "javascript:", "<b>fet", "<i>a", "\u202e"):
        assert bad not in page
    assert "&lt;b&gt;fet" in page


async def test_picture_that_is_none_is_refused_beside_its_field(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Falskt bilde")
    staff = await client(two_towns.a, role=Role.MANAGER)
    answer = await staff.post(
        f"/manage/projects/{project_id}/content/new/image",
        data={"alt.nb": "Ord som blir stående"},
        files={"file": ("x.png", b"MZ not a picture", "image/png")},
    )
    assert answer.status_code == 422
    assert "Ord som blir stående" in answer.text


async def test_blocks_move_and_go(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "I rekkefølge")
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = f"/manage/projects/{project_id}"
    for text in ("B", "C"):
        await staff.post(f"{base}/content/new/text", data={"title.nb": text, "text.nb": text})
    a, b, c = await block_ids(staff, base)
    await staff.post(f"{base}/content/{c}/move", data={"step": "up"})
    assert await block_ids(staff, base) == [a, c, b]
    await staff.post(f"{base}/content/{a}/move", data={"step": "up"})
    assert await block_ids(staff, base) == [a, c, b]
    await staff.post(f"{base}/content/{a}/move", data={"step": "down"})
    assert await block_ids(staff, base) == [c, a, b]
    await staff.post(f"{base}/content/{a}/remove")
    assert await block_ids(staff, base) == [c, b]
    gone = await staff.post(f"{base}/content/{a}/remove")
    assert gone.status_code == 422
    assert "no longer there" in gone.text


async def test_stale_block_is_refused_and_other_blocks_are_not_disturbed(
    two_towns: Towns, client: Client
) -> None:
    project_id = await new_project(two_towns.a, "Samtidig")
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = f"/manage/projects/{project_id}"
    await staff.post(f"{base}/content/new/text", data={"text.nb": "Andre del"})
    first, second = await block_ids(staff, base)
    version = version_in((await staff.get(f"{base}/content/{first}")).text)
    await staff.post(f"{base}/content/{second}", data={"text.nb": "Andre del, ny", "version": version})
    saved = await staff.post(f"{base}/content/{first}", data={"text.nb": "Min", "version": version})
    assert saved.status_code == 303
    stale = await staff.post(f"{base}/content/{first}", data={"text.nb": "Din", "version": version})
    assert stale.status_code == 422
    assert "Someone else changed this" in stale.text
    assert "Din" in stale.text


async def test_piece_left_empty_is_left_out(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Tomme biter")
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = f"/manage/projects/{project_id}/content/new/accordion"
    half = await staff.post(base, data={"item-0.text.nb": "Svar uten spørsmål"})
    assert half.status_code == 422
    assert "Write the question too." in half.text
    answer = await staff.post(
        base,
        data={"item-0.title.nb": "", "item-1.title.nb": "Et spørsmål", "item-1.text.nb": "Et svar"},
    )
    assert answer.status_code == 303
    page = (await (await client(two_towns.a)).get("/projects/tomme-biter")).text
    assert page.count("al-accordion") == 1
