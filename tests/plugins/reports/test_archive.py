"""The archive package: everything that was said, in PDF/A, with checksums and Noark metadata; nobody's contact details."""

import hashlib
import json
import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest

from core.jobs.testing import run_due_jobs
from core.sdk import Content, comment, html_from_plain, submit
from core.sdk.testing import Towns
from core.tenancy import scope
from plugins.reports.archive.package import write_package
from plugins.reports.archive.redact import redacted
from tests.plugins.reports.conftest import Ground, new_report

NS = {"n": "http://www.arkivverket.no/standarder/noark5/arkivmelding"}


async def package_of(ground: Ground) -> ZipFile:
    url = f"/manage/reports/archive/{ground.stand.project_id}"
    assert (await ground.desk.post(url)).status_code == 303
    await run_due_jobs(ground.stand.tenant)
    page = (await ground.desk.get(url)).text
    newest = re.findall(rf'href="{url}/(\d+)"', page)[0]
    answer = await ground.desk.get(f"{url}/{newest}")
    assert hashlib.sha256(answer.content).hexdigest() in page
    return ZipFile(BytesIO(answer.content))


async def test_package_holds_all_with_true_checksums_and_metadata(ground: Ground) -> None:
    async with ground.stand.open() as place:
        content = Content(
            title="Ring meg", body=html_from_plain("Skriv til kari@example.org eller 912 34 567.")
        )
        idea_id = await submit(place=place, kind="idea", author=ground.resident, content=content)
        await comment(place=place, root_id=idea_id, author=ground.resident, text="Enig, 22 33 44 55")
    report_id = await new_report(ground, "quarter")
    await ground.desk.post(f"/manage/reports/{report_id}/publish")
    package = await package_of(ground)
    sums = dict(line.split("  ")[::-1] for line in package.read("sha256sums.txt").decode().splitlines())
    assert set(sums) == set(package.namelist()) - {"sha256sums.txt"}
    assert all(hashlib.sha256(package.read(name)).hexdigest() == sums[name] for name in sums)
    text = "".join(words(package.read(name)) for name in sums if name.endswith(".pdf"))
    assert "Badebrygge ved torget" in text
    assert "Kari Nordvik" in text  # her name stands on the public page
    assert "Enig, […]" in text
    assert not re.search(
        r"kari@example|912 34 567|22 33 44 55", text + package.read("metadata.json").decode()
    )
    assert len([name for name in sums if name.startswith("dokumenter/")]) == 3  # project, activity, report


async def test_metadata_names_every_document_with_its_checksum(ground: Ground) -> None:
    package = await package_of(ground)
    root = ET.fromstring(package.read("arkivmelding.xml"))  # noqa: S314 - our own
    path = "n:arkiv/n:arkivdel/n:mappe/n:registrering/n:dokumentbeskrivelse/n:dokumentobjekt"
    objects = root.findall(path, NS)
    named = {
        each.findtext("n:referanseDokumentfil", "", NS): each.findtext("n:sjekksum", "", NS)
        for each in objects
    }
    assert set(named) == {name for name in package.namelist() if name.startswith("dokumenter/")}
    assert all(hashlib.sha256(package.read(name)).hexdigest() == digest for name, digest in named.items())
    assert root.findtext("n:arkiv/n:arkivdel/n:mappe/n:tittel", "", NS) == "Havna vår"
    assert json.loads(package.read("metadata.json"))["case"]["title"] == "Havna vår"


async def test_documents_say_that_they_are_pdf_a_and_keep_its_rules(ground: Ground) -> None:
    package = await package_of(ground)
    for name in package.namelist():
        if not name.endswith(".pdf"):
            continue
        with pikepdf.open(BytesIO(package.read(name))) as document:
            about = document.open_metadata()
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
            assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
            assert document.Root.MarkInfo.Marked
            assert not document.is_encrypted
            assert "/JavaScript" not in document.Root.get("/Names", {})
            assert fonts_without_file(document) == []
            assert document.check_pdf_syntax() == []


async def test_package_made_twice_is_the_same(ground: Ground, tmp_path: Path) -> None:
    digests = []
    for n in range(2):
        async with scope(ground.stand.tenant, read_only=True):
            await write_package(project_id=ground.stand.project_id, path=tmp_path / f"{n}.zip")
        digests.append(hashlib.sha256((tmp_path / f"{n}.zip").read_bytes()).hexdigest())
    assert digests[0] == digests[1]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Ring 91234567 nå", "Ring […] nå"),
        ("Ring +47 912 34 567.", "Ring […]."),
        ("01018012345 er meg", "[…] er meg"),
        ("Det kostet 12 345 678 kroner i 2026", "Det kostet 12 345 678 kroner i 2026"),
        ('<a href="mailto:a@b.no">skriv til a@b.no</a>', "<a>skriv til […]</a>"),
        ('<img src="/files/p91234567/800.webp" alt="x">', '<img src="/files/p91234567/800.webp" alt="x">'),
    ],
)
def test_contact_details_go_and_other_numbers_stay(written: str, kept: str) -> None:
    assert redacted(written) == kept


async def test_archive_of_another_town_is_not_there(ground: Ground, two_towns: Towns, client: object) -> None:
    from core.people import Role

    desk = await client(two_towns.b, role=Role.ADMIN)  # type: ignore[operator]
    assert (await desk.get(f"/manage/reports/archive/{ground.stand.project_id}")).status_code == 404


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def fonts_without_file(document: pikepdf.Pdf) -> list[str]:
    descriptors = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
    return [
        str(each.FontName)
        for each in descriptors
        if each.get("/Type") == "/FontDescriptor"
        and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys())
    ]
