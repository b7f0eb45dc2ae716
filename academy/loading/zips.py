"""A course that came as a zip: only names and sizes that make sense, and never more than they say."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from academy.loading.folders import TEXTS, decoded
from academy.loading.shape import CourseFiles, Mistake

MOST_FILES = 300
MOST_BYTES = 40_000_000  # of all files together, unpacked
MOST_ZIPPED = 20_000_000
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".mp4", ".webm")
_MOST_TEXT = 400_000
_STARTS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".mp4": (b"",),
    ".webm": (b"\x1a\x45\xdf\xa3",),
}


class NotAZip(Exception):
    """The file cannot be opened, or is made to do harm; the message says which."""


def files_in_zip(data: bytes) -> tuple[CourseFiles, dict[str, bytes]]:
    """The course's files, and the contents of its pictures and films. Raises NotAZip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise NotAZip(f"the file cannot be unpacked ({type(error).__name__})") from error


def _read(archive: zipfile.ZipFile) -> tuple[CourseFiles, dict[str, bytes]]:
    entries = [each for each in archive.infolist() if not _ours_to_skip(each)]
    if len(archive.infolist()) > MOST_FILES:
        raise NotAZip(f"there are more than {MOST_FILES} files in it")
    if sum(each.file_size for each in entries) > MOST_BYTES:
        raise NotAZip(f"unpacked it is larger than {MOST_BYTES // 1_000_000} MB")
    top = _top(entries)
    texts: dict[str, str] = {}
    pictures: dict[str, bytes] = {}
    mistakes: list[Mistake] = []
    left = MOST_BYTES
    for each in entries:
        name = PurePosixPath(each.filename).relative_to(top).as_posix()
        content = _content(archive, each, left)
        left -= len(content)
        _sort(name, content, texts, pictures, mistakes)
    return CourseFiles(top, texts, frozenset(pictures), None, tuple(mistakes)), pictures


def _ours_to_skip(entry: zipfile.ZipInfo) -> bool:
    """Folders, and what Macs put beside every file."""
    return entry.is_dir() or entry.filename.startswith("__MACOSX/") or entry.filename.endswith("/.DS_Store")


def _top(entries: list[zipfile.ZipInfo]) -> str:
    """The one folder that all stands in; its name is the course's."""
    paths = [PurePosixPath(each.filename) for each in entries]
    for entry, path in zip(entries, paths, strict=True):
        outside = path.is_absolute() or ".." in path.parts or "\\" in entry.filename or ":" in entry.filename
        if outside or (entry.external_attr >> 28) == 0xA:  # noqa: PLR2004 - a symbolic link
            raise NotAZip("a file in it leads out of the course's folder")
    tops = {path.parts[0] for path in paths}
    if len(tops) != 1 or any(len(path.parts) < 2 for path in paths):  # noqa: PLR2004 - the folder, and a file in it
        raise NotAZip("zip the course's folder itself, so that one folder stands in the file")
    return tops.pop()


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """What an entry says of its own size is not believed."""
    with archive.open(entry) as source:
        content = source.read(left + 1)
    if len(content) > left:
        raise NotAZip(f"unpacked it is larger than {MOST_BYTES // 1_000_000} MB")
    return content


def _sort(
    name: str, content: bytes, texts: dict[str, str], pictures: dict[str, bytes], mistakes: list[Mistake]
) -> None:
    suffix = PurePosixPath(name).suffix
    if suffix in TEXTS:
        text = decoded(content[: _MOST_TEXT + 1])
        if text is None or len(text) > _MOST_TEXT:
            mistakes.append(Mistake(name, 0, "is not a text in UTF-8, or is too large"))
        else:
            texts[name] = text
    elif suffix in PICTURES and content.startswith(_STARTS[suffix]):
        pictures[name] = content
    else:
        mistakes.append(
            Mistake(name, 0, f"this kind of file has no place in a course: {' '.join((*TEXTS, *PICTURES))}")
        )
