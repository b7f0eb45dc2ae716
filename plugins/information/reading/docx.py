"""Word files, by mammoth: headings by their styles, lists, tables, pictures, footnotes."""

import io
import zipfile
from typing import Any

import mammoth

from .model import MOST_PICTURES, Read, Unreadable
from .sections import sections_from_html
from .zipped import open_zip, parse_xml, part_of

_STYLES = "\n".join(
    f"p[style-name='{name} {n}'] => h{min(n + shift, 6)}:fresh"
    for name, shift in (("Overskrift", 0), ("heading", 0))
    for n in range(1, 7)
)
_TITLES = "p[style-name='Title'] => h1:fresh\np[style-name='Tittel'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_MOST_BYTES = 8_000_000


def read_docx(data: bytes) -> Read:
    archive = open_zip(data)
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            parse_xml(part_of(archive, name))  # refuses entities and what is not XML before mammoth sees it
    pictures: list[bytes] = []
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=f"{_TITLES}\n{_STYLES}",
            convert_image=mammoth.images.img_element(lambda image: _keep(image, pictures)),
        )
    except (
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        zipfile.BadZipFile,
        RecursionError,
        TypeError,
        IndexError,
    ) as error:
        raise Unreadable("broken") from error
    read = sections_from_html(made.value)
    read.pictures = pictures
    return read


def _keep(image: Any, pictures: list[bytes]) -> dict[str, str]:
    with image.open() as content:
        found = content.read(_MOST_BYTES + 1)
    if len(found) > _MOST_BYTES or len(pictures) >= MOST_PICTURES:
        return {"src": ""}
    pictures.append(found)
    return {"src": f"picture:{len(pictures) - 1}"}
