"""Putting the package together, in a job: one document after the other, straight into a zip on disk."""

import asyncio
import hashlib
import json
import tempfile
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from core.sdk import (
    SDK_VERSION,
    GiveUp,
    Localized,
    NotFound,
    PdfUnavailable,
    Person,
    _,
    current_tenant,
    enqueue,
    execute,
    job,
    report_progress,
    row,
    rows,
    say_date,
    send_kept,
    site,
    slugify,
    speaking,
    value,
)
from plugins.reports.archive.collect import Attached, attached_to, records_of, stands_at
from plugins.reports.archive.melding import Case, Filed, melding
from plugins.reports.making.files import Made, keep, made_from
from plugins.reports.making.paper import paper

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same content gives the same bytes, whenever it is made
_WHAT = (
    ("arkivmelding.xml", _("metadata in the structure of Noark 5")),
    ("dokumenter/", _("PDF/A documents")),
    (
        "vedlegg/",
        _("files that came with contributions, as they were sent; some may not be in an archive format"),
    ),
    ("metadata.json", _("what is in the package")),
    ("sha256sums.txt", _("checksums, to be checked with sha256sum -c")),
)


async def ask_for_archive(*, project_id: int, by: Person) -> int:
    file_id: int = await value(
        "INSERT INTO reports_file (project, format, asked_by) VALUES ($1, 'archive', $2) RETURNING id",
        project_id,
        by.id,
    )
    job_id = await enqueue("reports.make_archive", file_id=file_id)
    await execute("UPDATE reports_file SET job_id = $2 WHERE id = $1", file_id, job_id)
    return file_id


async def archives_of(*, project_id: int) -> list[Made]:
    found = await rows(
        "SELECT * FROM reports_file WHERE project = $1 AND format = 'archive' ORDER BY id DESC LIMIT 20",
        project_id,
    )
    return [await made_from(each) for each in found]


@job("reports.make_archive", queue="long", tries=2, quiet=True)
async def make_archive(*, file_id: int) -> None:
    found = await row("SELECT project FROM reports_file WHERE id = $1 AND made_at IS NULL", file_id)
    if found is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        title = await write_package(project_id=found["project"], path=path)
        digest = await asyncio.to_thread(_digest, path)
        await keep(file_id=file_id, content=path, format_="archive", title=f"arkiv-{title}", sha256=digest)


async def write_package(*, project_id: int, path: Path) -> str:
    """The project's title. In the place's main language, since that is the language of its archive."""
    here = await site()
    with speaking(here.main_language), ZipFile(path, "w", ZIP_DEFLATED) as package:
        case = await _case(project_id)
        box = _Box(package)
        number, total = 0, await _how_many(project_id)
        async for record in records_of(project_id, language=here.main_language, at=case.stands_at):
            number += 1
            await report_progress(min(number, total), total + 1)
            name = f"dokumenter/{number:04d}-{slugify(record.title, fallback='dokument')[:60]}.pdf"
            try:
                content = await paper(record.document, address="", variant="pdf/a-2a")
            except PdfUnavailable as unavailable:
                raise GiveUp(str(unavailable.message)) from unavailable
            box.add(
                name, content, subject=record.subject, title=record.title, format_="PDF/A-2a", at=record.at
            )
        for n, file in enumerate(await attached_to(project_id), start=1):
            await _attach(box, file, n, case)
        _close(box, case)
        return case.title


class _Box:
    """The zip, and what has been laid into it."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self.filed: list[Filed] = []
        self.sums: list[str] = []

    def add(self, path: str, content: bytes, *, format_: str, main: bool = True, **about: Any) -> None:
        digest = self.write(path, content)
        self.filed.append(
            Filed(path=path, format=format_, sha256=digest, bytes=len(content), main=main, **about)
        )

    def write(self, path: str, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        entry = ZipInfo(path, _EPOCH)
        entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
        self._package.writestr(entry, content)
        self.sums.append(f"{digest}  {path}")
        return digest


async def _attach(box: _Box, file: Attached, number: int, case: Case) -> None:
    ending = Path(file.name).suffix.lower()[:6] or ".bin"
    try:
        content = b"".join([piece async for piece in _pieces(file.key)])
    except NotFound:
        return  # swept away since: the text still names it
    box.add(
        f"vedlegg/{number:04d}-{slugify(Path(file.name).stem, fallback='vedlegg')[:60]}{ending}",
        content,
        subject=f"file-{file.key}",
        title=file.name,
        format_=ending.removeprefix(".").upper(),
        at=case.stands_at,
        main=False,
    )


async def _pieces(key: str) -> AsyncIterator[bytes]:
    async for piece in (await send_kept(key)).chunks:
        yield piece


def _close(box: _Box, case: Case) -> None:
    box.write("arkivmelding.xml", melding(case, box.filed))
    about = {
        "case": asdict(case),
        "sdk": SDK_VERSION,
        "files": [asdict(each) for each in box.filed],
        "left_out": [
            "drafts",
            "withdrawn, hidden and internal texts",
            "names that are not public",
            "contact details",
        ],
    }
    box.write("metadata.json", json.dumps(about, default=str, ensure_ascii=False, indent=1).encode())
    box.write("LESMEG.txt", _readme(case).encode())
    box.write("sha256sums.txt", ("\n".join(box.sums) + "\n").encode())


def _readme(case: Case) -> str:
    title = _(
        "This is what was said and decided in the project “{title}” of {publisher}, as it stood on {when}."
    )
    said = title.format(title=case.title, publisher=case.publisher, when=say_date(case.stands_at))
    names = _(
        "Names stand in it only where they stand on public pages. Contact details in people's texts are left out."
    )
    made = _("The documents are made as PDF/A-2a. No certified validator has checked them.")
    return "\n".join([f"{said}\n", *(f"{name}: {what}" for name, what in _WHAT), f"\n{names}\n{made}\n"])


async def _case(project_id: int) -> Case:
    found = await row("SELECT titles, state, created_at FROM project WHERE id = $1", project_id)
    if found is None:
        raise GiveUp("the project is gone")
    return Case(
        owner=current_tenant().id,
        publisher=(await site()).name,
        project_id=project_id,
        title=Localized.of(found["titles"]).text(),
        begun_at=found["created_at"],
        stands_at=await stands_at(project_id),
        finished=found["state"] == "archived",
        orgnr=current_tenant().organisation.get("orgnr", ""),
    )


async def _how_many(project_id: int) -> int:
    """About how many documents there will be: for the progress only."""
    return 1 + int(
        await value("SELECT count(*) FROM activity WHERE project = $1 AND state = 'published'", project_id)
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
