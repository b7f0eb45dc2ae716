"""Files of a report: a PDF that a checker of accessibility passes, a Word file with real headings, HTML without script."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
from outloud import check
from PIL import Image

from core.host.hookspecs import Block
from core.jobs.testing import run_due_jobs
from core.tenancy import scope
from core.web.sample_blocks import sample_blocks
from plugins.reports.making.drawings import drawings_of
from plugins.reports.making.word import word
from plugins.reports.model import Document, Part
from tests.conftest import Client
from tests.plugins.reports.conftest import Ground, new_report


async def made_file(ground: Ground, report_id: int, format_: str) -> bytes:
    url = f"/manage/reports/{report_id}/files"
    assert (await ground.desk.post(url, data={"format": format_})).status_code == 303
    assert "It begins in a moment." in (await ground.desk.get(url)).text
    await run_due_jobs(ground.stand.tenant)
    page = (await ground.desk.get(url)).text
    address = page.partition(f'href="{url}/')[2].partition('"')[0]
    answer = await ground.desk.get(f"{url}/{address}")
    assert answer.status_code == 200
    return answer.content


async def test_pdf_is_tagged_with_contents_bookmarks_and_language(ground: Ground, tmp_path: Path) -> None:
    content = await made_file(ground, await new_report(ground), "pdf")
    with pikepdf.open(BytesIO(content)) as document:
        assert document.check_pdf_syntax() == []
        assert str(document.Root.Lang) == "nb"
        assert document.docinfo["/Title"] == "Prosjektrapport: Havna vår"
        with document.open_outline() as outline:
            assert [each.title for each in outline.root[0].children][:2] == ["Innhold", "Kort fortalt"]
        assert roles_of(document.Root.StructTreeRoot) >= {"/H1", "/H2", "/H3", "/P", "/Link", "/L"}
    (tmp_path / "a.pdf").write_bytes(content)
    assert problems(tmp_path / "a.pdf") == []


async def test_word_file_has_headings_tables_with_heads_and_language(ground: Ground) -> None:
    content = await made_file(ground, await new_report(ground), "docx")
    file = docx.Document(BytesIO(content))
    headings = [each.text for each in file.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings[:2] == ["Kort fortalt", "Hvem som deltok"]
    assert "Vi ønsker oss lys i parken." in [each.text for each in file.paragraphs]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in file.tables)
    assert file.tables
    pictures = [each._inline.docPr.get("descr") for each in file.inline_shapes]
    assert any(each.startswith("Hvor langt") and "tabellen" in each for each in pictures), pictures
    assert len(content) < 400_000
    assert file.core_properties.language == "nb-NO"


async def test_every_kind_of_chart_is_a_picture_and_a_long_one_a_table_only(ground: Ground) -> None:
    blocks = [each for each in sample_blocks() if each.rows]
    long = [("bars", [[f"Nr. {n}", n] for n in range(60)])]
    figures = [block_kept(each) for each in blocks]
    figures += [{**figures[1], "id": "long", "kind": kind, "rows": rows} for kind, rows in long]
    document = Document(
        title="Tall", made_on="2026-03-01", parts=[Part(id="a", kind="figures", figures=figures)]
    )
    async with scope(ground.stand.tenant, read_only=True):
        found = await drawings_of(document)
        content = await word(document)
    charts = {f"a.{each.id}" for each in blocks if each.kind not in ("table", "quotes")}
    assert set(found) == charts
    for picture in found.values():
        with Image.open(BytesIO(picture)) as drawn:
            assert drawn.width > 1_000
            assert 40 < drawn.height < 2_000
            assert len(drawn.convert("RGB").getcolors(100_000) or []) > 2
    assert len(docx.Document(BytesIO(content)).inline_shapes) == len(charts)


def block_kept(block: Block) -> dict[str, Any]:
    """As a drawn report keeps it: plain."""
    kept = {"id": block.id, "title": str(block.title), "kind": block.kind, "n": block.n}
    return kept | {
        "columns": [str(each) for each in block.columns],
        "rows": [list(each) for each in block.rows],
        "description": str(block.description),
    }


async def test_html_is_one_file_without_script(ground: Ground) -> None:
    report_id = await new_report(ground)
    answer = await ground.desk.get(f"/manage/reports/{report_id}/html")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "<script" not in answer.text
    assert "Vi ønsker oss lys i parken." in answer.text


async def test_published_pdf_is_for_everyone_and_draft_files_are_not(ground: Ground, client: Client) -> None:
    report_id = await new_report(ground)
    url = f"/manage/reports/{report_id}"
    await made_file(ground, report_id, "docx")
    visitor = await client(ground.stand.tenant)
    public = f"{ground.project_url}/reports/{report_id}"
    assert (await visitor.get(f"{public}/pdf")).status_code == 404
    await ground.desk.post(f"{url}/publish")
    assert "is being made" in (await visitor.get(f"{public}/pdf")).text
    await run_due_jobs(ground.stand.tenant)
    sent = await visitor.get(f"{public}/pdf")
    assert (sent.status_code, sent.headers["content-type"]) == (200, "application/pdf")
    assert sent.content.startswith(b"%PDF")
    assert (await visitor.get(f"{url}/files/1")).status_code in (401, 403, 303)


async def test_same_document_gives_the_same_bytes(ground: Ground) -> None:
    report_id = await new_report(ground)
    first = await made_file(ground, report_id, "pdf")
    assert await made_file(ground, report_id, "pdf") == first


def problems(file: Path) -> list[str]:
    """What the checker `outloud` calls an error."""
    result = check(str(file))
    assert result.error is None
    return [f"{each.rule}: {each.message}" for each in result.findings if each.severity == "error"]


def roles_of(root: Any) -> set[str]:
    found: set[str] = set()
    waiting = [root]
    while waiting:
        each = waiting.pop()
        found.add(str(each.get("/S", "")))
        kids = each.get("/K")
        many = kids if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [kid for kid in many if isinstance(kid, pikepdf.Dictionary)]
    return found
