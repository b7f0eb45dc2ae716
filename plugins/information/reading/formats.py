"""Which reader a file is for: by what it holds, and for text by its name's end."""

from .docx import read_docx
from .markdown import read_markdown
from .model import Read, Unreadable
from .odt import read_odt
from .pdf import read_pdf
from .plain import read_html

_READERS = {"docx": read_docx, "odt": read_odt, "pdf": read_pdf, "html": read_html, "md": read_markdown}
KINDS = tuple(_READERS)


def kind_of(filename: str, data: bytes) -> str:
    """One of KINDS. Raises Unreadable("unknown"), also where name and content do not agree."""
    ending = filename.rpartition(".")[2].lower()
    ending = {"htm": "html", "markdown": "md", "txt": "md"}.get(ending, ending)
    begins = {"docx": b"PK", "odt": b"PK", "pdf": b"%PDF"}.get(ending)
    if ending not in _READERS or (begins and begins not in data[:1_024]):
        raise Unreadable("unknown")
    if begins is None and (data[:2] == b"PK" or data[:4] == b"%PDF"):
        raise Unreadable("unknown")
    return ending


def read_file(data: bytes, kind: str) -> Read:
    """Raises Unreadable."""
    return _READERS[kind](data).checked()
