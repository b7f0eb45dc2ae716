"""The description of a project: blocks of a few kinds, kept as JSON on the project."""

import secrets
from collections.abc import Sequence
from typing import Any

import msgspec

from core.i18n import Localized, Text, _
from core.text import clean_html, html_from_plain


class _Block(msgspec.Struct, kw_only=True, tag_field="type"):
    """`id` names it in addresses; `version` grows with each change, so that a stale form is seen."""

    id: str = ""
    version: int = 1
    title: Localized = msgspec.field(default_factory=Localized)


class TextBlock(_Block, tag="text", kw_only=True):
    """Running text: safe HTML for each language."""

    text: Localized = msgspec.field(default_factory=Localized)


class ImageBlock(_Block, tag="image", kw_only=True):
    file: str = ""
    alt: Localized = msgspec.field(default_factory=Localized)
    caption: Localized = msgspec.field(default_factory=Localized)


class VideoBlock(_Block, tag="video", kw_only=True):
    """A link to a film elsewhere: nothing is fetched from there before somebody presses."""

    url: str = ""
    length: str = ""
    text: Localized = msgspec.field(
        default_factory=Localized
    )  # what is said in it, for those who cannot hear it


class Answer(msgspec.Struct, kw_only=True):
    title: Localized = msgspec.field(default_factory=Localized)
    text: Localized = msgspec.field(default_factory=Localized)


class AccordionBlock(_Block, tag="accordion", kw_only=True):
    items: list[Answer] = []


class Document(msgspec.Struct, kw_only=True):
    name: Localized = msgspec.field(default_factory=Localized)
    file: str = ""


class DocumentsBlock(_Block, tag="documents", kw_only=True):
    items: list[Document] = []


class Fact(msgspec.Struct, kw_only=True):
    label: Localized = msgspec.field(default_factory=Localized)
    value: Localized = msgspec.field(default_factory=Localized)


class FactsBlock(_Block, tag="facts", kw_only=True):
    items: list[Fact] = []


Block = TextBlock | ImageBlock | VideoBlock | AccordionBlock | DocumentsBlock | FactsBlock

KINDS: dict[str, tuple[type[Any], Text, str]] = {
    "text": (TextBlock, _("Text"), "edit"),
    "image": (ImageBlock, _("Picture"), "image"),
    "video": (VideoBlock, _("Video"), "play"),
    "accordion": (AccordionBlock, _("Questions and answers"), "question"),
    "documents": (DocumentsBlock, _("Documents"), "file"),
    "facts": (FactsBlock, _("Facts"), "info"),
}


def kind_of(block: Block) -> str:
    return str(block.__struct_config__.tag)


def blocks_from(stored: Any) -> list[Block]:
    """From JSON. A block of a kind that is no longer known is left out."""
    known = [each for each in stored or () if isinstance(each, dict) and each.get("type") in KINDS]
    return msgspec.convert(known, list[Block], strict=False, dec_hook=_localized)


def to_stored(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """To JSON: every block has an id, every rich text is safe."""
    for block in blocks:
        block.id = block.id or secrets.token_hex(4)
        _make_safe(block)
    plain: list[dict[str, Any]] = msgspec.to_builtins(list(blocks), enc_hook=dict)
    return plain


def _make_safe(block: Block) -> None:
    if isinstance(block, TextBlock | VideoBlock):
        block.text = _safe(block.text)
    if isinstance(block, AccordionBlock):
        for item in block.items:
            item.text = _safe(item.text)
    if isinstance(block, VideoBlock) and not block.url.startswith(("https://", "http://")):
        block.url = ""


def _safe(texts: Localized) -> Localized:
    """Whoever brings it – a form, the demonstration, an import: nothing that runs gets in."""
    return Localized(
        {locale: clean_html(text) if "<" in text else html_from_plain(text) for locale, text in texts.items()}
    )


def _localized(type_: type, value: Any) -> Any:
    if type_ is Localized:
        return Localized.of(value)
    raise NotImplementedError(type_)
