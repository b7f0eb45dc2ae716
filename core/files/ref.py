"""A kept file as the rest of the house knows it, and where it is found."""

from typing import Any, Literal
from urllib.parse import quote

import msgspec

Kind = Literal["image", "document", "recording"]
WIDTHS = (400, 800, 1600)
_KINDS: dict[str, Kind] = {"p": "image", "d": "document", "r": "recording"}


class FileRef(msgspec.Struct, frozen=True, kw_only=True):
    """`width` and `height` are those of the largest picture that is kept, None for documents."""

    key: str
    name: str
    media_type: str
    bytes: int
    width: int | None = None
    height: int | None = None
    public: bool = True

    @property
    def kind(self) -> Kind:
        return kind_of(self.key)

    def entry(self, alt: str = "") -> dict[str, Any]:
        """As it stands in a contribution's `files`."""
        return {"key": self.key, "name": self.name, "kind": self.kind, "alt": alt}


def kind_of(key: str) -> Kind:
    return _KINDS[key[:1]]


def file_url(file: FileRef | str, *, width: int = 1600, name: str = "") -> str:
    """The address, from a reference or from a key alone. A picture comes at least so wide, if it ever was."""
    key = file if isinstance(file, str) else file.key
    if kind_of(key) == "image":
        return f"/files/{key}/{width}.webp"
    shown = name or ("" if isinstance(file, str) else file.name)
    return f"/files/{key}/{quote(shown.replace('/', ' ').strip('. ') or kind_of(key), safe='')}"


def picture_sizes(file: FileRef | str) -> str:
    """The `srcset` of a picture."""
    return ", ".join(f"{file_url(file, width=width)} {width}w" for width in WIDTHS)
