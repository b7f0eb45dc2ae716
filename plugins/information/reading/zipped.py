"""Looking into a zip archive that somebody sent, without letting it unfold to more than it may."""

import io
import zipfile

from lxml import etree

from .model import Unreadable

_MOST_UNPACKED = 200_000_000
_MOST_PART = 60_000_000
_MOST_ENTRIES = 5_000


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Raises Unreadable for what is broken, locked, or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("broken") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("locked")
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > _MOST_ENTRIES
        or unpacked > _MOST_UNPACKED
        or any(e.file_size > _MOST_PART for e in entries)
    ):
        raise Unreadable("too_big")
    return archive


def part_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """One entry, never more than it may be, whatever the archive says of its size."""
    try:
        with archive.open(name) as part:
            content = part.read(_MOST_PART + 1)
    except KeyError as error:
        raise Unreadable("broken") from error
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise Unreadable("broken") from error
    if len(content) > _MOST_PART:
        raise Unreadable("too_big")
    return content


def parse_xml(content: bytes) -> etree._Element:
    """Without entities of its own, other files or the network. Raises Unreadable."""
    if b"<!DOCTYPE" in content[:2_000] or b"<!ENTITY" in content:
        raise Unreadable("broken")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("broken") from error
