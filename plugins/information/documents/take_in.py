"""From an uploaded file to sections that can be read: in a job, with the file opened in a process of its own."""

from dataclasses import dataclass, replace
from typing import Any

from core.sdk import (
    FileRef,
    Person,
    Place,
    Purpose,
    Refused,
    Upload,
    clean_line,
    enqueue,
    execute,
    file_url,
    job,
    keep_upload,
    row,
    rows,
    savepoint,
    value,
)
from plugins.information.documents.changes import write_changes
from plugins.information.documents.keys import keys_for, known
from plugins.information.documents.model import CannotRead, Shown
from plugins.information.documents.store import add_version, sections_of, write_section
from plugins.information.reading.clean import clean_block
from plugins.information.reading.formats import kind_of
from plugins.information.reading.model import Read, Unreadable
from plugins.information.reading.run import read_apart


@dataclass(frozen=True)
class Picture:
    """Bytes from a document, as an upload: core makes it anew, so that only pixels survive."""

    data: bytes
    filename: str
    content_type: str = "image/jpeg"


async def take_in(*, place: Place, by: Person, upload: Upload, title: str, note: str) -> int:
    """Keep the file and ask for it to be read. The new version's id. Raises CannotRead and refusals of files."""
    kind = _kind(upload)
    entry: dict[str, Any] = {}
    if kind in ("docx", "odt", "pdf"):  # the others would run in a browser, or say less than the page itself
        entry = (await keep_upload(upload, purpose=Purpose.DOCUMENT, owner=by, public=False)).entry()
    version_id = await add_version(
        place=place,
        by_id=by.id,
        title=title,
        note=note,
        filename=clean_line(upload.filename),
        kind=kind,
        source=upload.data,
        file=entry,
    )
    await read_again(version_id=version_id)
    return version_id


async def read_again(*, version_id: int) -> None:
    job_id = await enqueue("information.read", version_id=version_id)
    await execute(
        "UPDATE information_version SET job_id = $2, state = 'reading', problem = '' WHERE id = $1",
        version_id,
        job_id,
    )


def _kind(upload: Upload) -> str:
    try:
        return kind_of(upload.filename, upload.data)
    except Unreadable as unreadable:
        raise CannotRead(unreadable.code) from None


@job("information.read", queue="long", seconds=600)
async def read_version(*, version_id: int) -> None:
    """Run twice, it does its work once: only a version that waits is read."""
    found = await row(
        "SELECT activity, number, kind, source FROM information_version WHERE id = $1 AND state = 'reading' FOR UPDATE",
        version_id,
    )
    if found is None or found["source"] is None:
        return
    try:
        read = await read_apart(bytes(found["source"]), found["kind"])
        async with savepoint():
            await keep_read(version_id=version_id, activity_id=found["activity"], read=read)
    except Unreadable as unreadable:
        await execute(
            "UPDATE information_version SET state = 'failed', problem = $2, source = NULL WHERE id = $1",
            version_id,
            unreadable.code[:20],
        )


async def keep_read(*, version_id: int, activity_id: int, read: Read) -> None:
    """Sections with their keys, pictures, and what changed since the version before."""
    pictures = [await _kept(data, n) for n, data in enumerate(read.pictures)]
    urls = {f"picture:{n}": file_url(ref) for n, ref in enumerate(pictures) if ref is not None}
    before = await _before(version_id, activity_id)
    bare = [_section(section, n, pictures, urls) for n, section in enumerate(read.sections)]
    old = [known(section) for section in await sections_of(version_id=before)] if before else []
    keys = keys_for([known(section) for section in bare], old)
    sections = [replace(section, key=key) for section, key in zip(bare, keys, strict=True)]
    for n, section in enumerate(sections):
        await write_section(version_id=version_id, position=n, section=section)
    if before:
        await write_changes(version_id=version_id, old=old, new=[known(section) for section in sections])
    await execute("UPDATE information_version SET state = 'ready', source = NULL WHERE id = $1", version_id)


def _section(section: Any, n: int, pictures: list[FileRef | None], urls: dict[str, str]) -> Shown:
    blocks = (clean_block(html, urls) for html in section.html)
    number = section.picture if section.picture is not None and section.picture < len(pictures) else None
    ref = pictures[number] if number is not None else None
    return Shown(
        key="",
        heading=clean_line(section.heading)[:250],
        level=max(1, min(section.level, 6)),
        blocks=tuple(block for block in blocks if block),
        picture=ref.key if ref else "",
        width=(ref.width or 0) if ref else 0,
        height=(ref.height or 0) if ref else 0,
        position=n,
    )


async def _kept(data: bytes, n: int) -> FileRef | None:
    """A picture that cannot be opened is left out: the text is what matters."""
    try:
        return await keep_upload(
            Picture(data, f"{n + 1}.jpg"), purpose=Purpose.IMAGE, owner=None, public=False
        )
    except Refused:
        return None


async def _before(version_id: int, activity_id: int) -> int | None:
    found: int | None = await value(
        "SELECT id FROM information_version WHERE activity = $1 AND id < $2 AND state = 'published' ORDER BY number DESC LIMIT 1",
        activity_id,
        version_id,
    )
    return found


async def keys_of_files(*, version_id: int) -> list[str]:
    """Of the file itself, of its pages' pictures and of pictures in its text."""
    found = await rows(
        "SELECT picture AS key FROM information_section WHERE version = $1 AND picture <> '' "
        "UNION SELECT m[1] FROM information_section s, regexp_matches(s.blocks::text, '/files/(p[0-9a-f]{24})/', 'g') m "
        "WHERE s.version = $1 UNION SELECT file->>'key' FROM information_version WHERE id = $1 AND file ? 'key'",
        version_id,
    )
    return [each["key"] for each in found]
