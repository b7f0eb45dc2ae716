"""What may be uploaded, judged by content and size before anything else is done with it."""

import io
import zipfile
from enum import StrEnum
from pathlib import PurePath
from typing import Protocol, runtime_checkable

import filetype

from core.files.refusals import LooksDifferent, NotAnImage, TooBig, TypeNotAllowed

MB = 1_000_000
IMAGES: dict[str, tuple[str, ...]] = {
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/gif": (".gif",),
    "image/avif": (".avif",),
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX, XLSX = f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
PPTX = f"{_OFFICE}.presentationml.presentation"
ODP = "application/vnd.oasis.opendocument.presentation"
DOCUMENTS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    ODT: (".odt",),
    PPTX: (".pptx",),
    ODP: (".odp",),
    "text/plain": (".txt",),
    "text/vtt": (".vtt",),  # captions of a recording
    "text/csv": (".csv",),
}
RECORDINGS: dict[str, tuple[str, ...]] = {
    "video/mp4": (".mp4", ".m4v"),
    "video/webm": (".webm",),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a", ".mp4"),
}
_ZIPPED = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_OPEN = {ODT.encode(): ODT, ODP.encode(): ODP}  # what an OpenDocument file says of itself
_MOST_ENTRIES = 10_000


class Purpose(StrEnum):
    """What a file is for; it decides types, sizes and how it is kept."""

    IMAGE = "image"
    LOGO = "logo"
    DOCUMENT = "document"
    RECORDING = "recording"  # sound or a film, played on the page


@runtime_checkable
class Upload(Protocol):
    """A file in a multipart body, as it arrived."""

    @property
    def filename(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def data(self) -> bytes: ...


def allowed(purpose: Purpose) -> dict[str, tuple[str, ...]]:
    return {Purpose.DOCUMENT: DOCUMENTS, Purpose.RECORDING: RECORDINGS}.get(purpose, IMAGES)


def largest(purpose: Purpose) -> int:
    """Most bytes."""
    return {Purpose.DOCUMENT: 20 * MB, Purpose.RECORDING: 50 * MB}.get(purpose, 10 * MB)


def accepted(purpose: Purpose) -> str:
    """The `accept` attribute of the input."""
    types = allowed(purpose)
    return ",".join([*types, *(extension for all_ in types.values() for extension in all_)])


def check_upload(upload: Upload, purpose: Purpose) -> str:
    """The true media type. Raises a refusal that says what to do."""
    if len(upload.data) > largest(purpose):
        raise TooBig(largest(purpose) // MB)
    found = media_type(upload.data)
    types = allowed(purpose)
    if found == "text/plain" and extension(upload.filename) == ".csv":
        found = "text/csv"
    if found not in types:
        raise _refusal(upload, purpose)
    _check_honest(upload, found, purpose)
    return found


def media_type(data: bytes) -> str:
    """By content; `application/octet-stream` when it is none that we know."""
    if data[:2] == b"PK":
        return _zipped_type(data)
    if data[:6] == b"WEBVTT" and _is_text(data):
        return "text/vtt"
    guessed = filetype.guess_mime(data)
    if guessed is not None:
        return str(guessed)
    return "text/plain" if _is_text(data) else "application/octet-stream"


def extension(filename: str) -> str:
    return PurePath(filename.replace("\\", "/")).suffix.lower()


def _refusal(upload: Upload, purpose: Purpose) -> Exception:
    if extension(upload.filename) in _extensions(allowed(purpose)):
        return LooksDifferent(extension(upload.filename))
    if purpose is Purpose.DOCUMENT:
        return TypeNotAllowed("PDF, DOCX, ODT, XLSX, PPTX, ODP, TXT, CSV, VTT")
    if purpose is Purpose.RECORDING:
        return TypeNotAllowed("MP4, WebM, MP3, M4A")
    if extension(upload.filename) == ".svg" or upload.content_type.startswith("image/"):
        return TypeNotAllowed("JPEG, PNG, WebP, GIF, AVIF")
    return NotAnImage()


def _check_honest(upload: Upload, found: str, purpose: Purpose) -> None:
    """A name must say what the file is. A picture may be misnamed: it is made anew."""
    named, types = extension(upload.filename), allowed(purpose)
    endings = ("", *_extensions(IMAGES)) if types is IMAGES else types[found]
    if named not in endings:
        raise LooksDifferent(named)


def _extensions(types: dict[str, tuple[str, ...]]) -> set[str]:
    return {each for extensions in types.values() for each in extensions}


def _zipped_type(data: bytes) -> str:
    """Office files are zip archives: look inside without unpacking. Macros make it another type."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:_MOST_ENTRIES])
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return "application/zip"
            if "mimetype" in names and archive.getinfo("mimetype").file_size <= max(map(len, _OPEN)):
                return _OPEN.get(archive.read("mimetype"), "application/zip")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return "application/octet-stream"
    return next((kind for name, kind in _ZIPPED.items() if name in names), "application/zip")


def _is_text(data: bytes) -> bool:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _decodes(data, "utf-16")
    control = set(data[:100_000]) - {*range(32, 256), 9, 10, 12, 13}
    return bool(data) and not control and (_decodes(data, "utf-8") or _decodes(data, "cp1252"))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
