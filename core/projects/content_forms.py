"""The form of each kind of block. Blocks with several pieces have one small form for each piece, and empty ones for more."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from core.forms import Bound, File, Hidden, Image, Invalid, LocalizedText, Raw, ShortText, bind
from core.i18n import Localized, _
from core.projects.content import (
    AccordionBlock,
    Answer,
    Block,
    Document,
    DocumentsBlock,
    Fact,
    FactsBlock,
    ImageBlock,
    kind_of,
)

SPARE = 2  # empty pieces below those that are filled in
_PIECE = re.compile(r"item-([0-9]{1,2})\.")
_URL = re.compile(r"https?://[^\s<>\"']{4,400}")

KeepFile = Callable[[Bound[Any], str, str], Awaitable[str]]  # (form, field name, kept key) -> key


class TextForm(msgspec.Struct, kw_only=True):
    title: Annotated[Localized, LocalizedText(label=_("Heading"), max=120, required=False)]
    text: Annotated[Localized, LocalizedText(label=_("Text"), rich=True, max=20_000, required=True)]
    version: Annotated[str, Hidden()] = ""


class ImageForm(msgspec.Struct, kw_only=True):
    file: Annotated[Any, Image(label=_("Picture"), required=False)] = None
    alt: Annotated[
        Localized,
        LocalizedText(
            label=_("What the picture shows"),
            help=_("For those who cannot see it. One sentence."),
            max=300,
            required=True,
        ),
    ]
    caption: Annotated[Localized, LocalizedText(label=_("Text below the picture"), max=300, required=False)]
    version: Annotated[str, Hidden()] = ""


class VideoForm(msgspec.Struct, kw_only=True):
    title: Annotated[Localized, LocalizedText(label=_("Title of the film"), max=120, required=True)]
    url: Annotated[
        str,
        ShortText(
            label=_("Address of the film"),
            help=_("It opens where it is. Nothing is sent there before somebody presses."),
            max=400,
        ),
    ]
    length: Annotated[str, ShortText(label=_("Length"), help=_("For example 2:14."), max=10)] = ""
    text: Annotated[
        Localized,
        LocalizedText(
            label=_("What is said in the film"),
            help=_("For those who cannot hear it, and for search."),
            rich=True,
            max=20_000,
            required=False,
        ),
    ]
    version: Annotated[str, Hidden()] = ""

    def __post_init__(self) -> None:
        if not _URL.fullmatch(self.url):
            raise Invalid(_("Write the whole address, beginning with https://."), field="url")


class ListForm(msgspec.Struct, kw_only=True):
    """Of the kinds that have pieces."""

    title: Annotated[Localized, LocalizedText(label=_("Heading"), max=120, required=False)]
    version: Annotated[str, Hidden()] = ""


class AnswerForm(msgspec.Struct, kw_only=True):
    title: Annotated[Localized, LocalizedText(label=_("Question"), max=200, required=False)]
    text: Annotated[Localized, LocalizedText(label=_("Answer"), rich=True, max=10_000, required=False)]

    def __post_init__(self) -> None:
        if self.text and not self.title:
            raise Invalid(_("Write the question too."), field="title")


class DocumentForm(msgspec.Struct, kw_only=True):
    name: Annotated[Localized, LocalizedText(label=_("Name of the document"), max=200, required=False)]
    file: Annotated[Any, File(label=_("File"), required=False)] = None

    def __post_init__(self) -> None:
        if self.file and not self.name:
            raise Invalid(_("Give the document a name."), field="name")


class FactForm(msgspec.Struct, kw_only=True):
    label: Annotated[Localized, LocalizedText(label=_("What"), max=80, required=False)]
    value: Annotated[Localized, LocalizedText(label=_("Figure or fact"), max=200, required=False)]

    def __post_init__(self) -> None:
        if bool(self.label) != bool(self.value):
            raise Invalid(_("Fill in both, or none of them."), field="value" if self.label else "label")


_WHOLE: dict[str, type[msgspec.Struct]] = {"text": TextForm, "image": ImageForm, "video": VideoForm}
_PIECES: dict[str, tuple[type[msgspec.Struct], type[Any]]] = {
    "accordion": (AnswerForm, Answer),
    "documents": (DocumentForm, Document),
    "facts": (FactForm, Fact),
}


@dataclass
class BlockForm:
    """The form of one block: the block's own fields, and its pieces."""

    kind: str
    main: Bound[Any]
    pieces: list[Bound[Any]]

    @property
    def ok(self) -> bool:
        return self.main.ok and all(piece.ok for piece in self.pieces)

    @property
    def errors(self) -> list[Any]:
        """For the summary above the form."""
        return [*self.main.errors, *(problem for piece in self.pieces for problem in piece.errors)]

    @property
    def general_errors(self) -> list[Any]:
        return [*self.main.general_errors, *(said for piece in self.pieces for said in piece.general_errors)]

    @property
    def has_files(self) -> bool:
        return self.main.has_files or any(piece.has_files for piece in self.pieces)


def block_form(block: Block, locales: tuple[str, ...], raw: Raw | None = None) -> BlockForm:
    kind = kind_of(block)
    initial = {name: getattr(block, name) for name in block.__struct_fields__} | {
        "version": str(block.version)
    }
    main = bind(_WHOLE.get(kind, ListForm), raw, initial=initial, locales=locales)
    pieces = _pieces(kind, block, locales, raw) if kind in _PIECES else []
    return BlockForm(kind, main, pieces)


def _pieces(kind: str, block: Any, locales: tuple[str, ...], raw: Raw | None) -> list[Bound[Any]]:
    form, _piece = _PIECES[kind]
    kept = block.items
    sent = {int(found[1]) + 1 for name in raw or () if (found := _PIECE.match(name))}
    count = max(len(kept), *sent) if sent else len(kept) + SPARE
    return [
        bind(form, raw, initial=kept[n] if n < len(kept) else None, locales=locales, prefix=f"item-{n}")
        for n in range(count)
    ]


async def fill(block: Block, form: BlockForm, keep_file: KeepFile) -> None:
    """What was typed goes into the block; uploads are kept on the way. Only for a form that is `ok`."""
    for name in form.main.values.__struct_fields__:
        if name == "file" and isinstance(block, ImageBlock):
            block.file = await keep_file(form.main, name, block.file)
        elif name != "version":
            setattr(block, name, getattr(form.main.values, name))
    if isinstance(block, AccordionBlock | DocumentsBlock | FactsBlock):
        block.items = await _filled(form, keep_file)


async def _filled(form: BlockForm, keep_file: KeepFile) -> list[Any]:
    _form, piece = _PIECES[form.kind]
    items: list[Any] = []
    for bound in form.pieces:
        values = {name: getattr(bound.values, name) for name in bound.values.__struct_fields__}
        if "file" in values:
            values["file"] = await keep_file(bound, "file", bound["file"].kept or "")
        if next(iter(values.values())):  # without its name or question a piece is gone
            items.append(piece(**values))
    return items
