"""Which texts the code and the templates use, and catalogues brought up to date with them."""

import ast
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import jinja2
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import extract_from_ast

Messages = dict[str, str]  # msgid -> plural form, or "" where there is none
_FUNCTIONS = ("_", "ngettext")
_LEFT_OUT = {"migrations", "content", "node_modules", "tests"}


def messages_in(*folders: Path, without: Sequence[Path] = ()) -> Messages:
    """Every message below these folders (but those `without`), in Python files and templates."""
    found: Messages = {}
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if any(each in file.parents for each in without):
                continue
            if not _LEFT_OUT.intersection(file.relative_to(folder).parts):
                found.update(_messages_of(file))
    return found


def translated_in(file: Path) -> set[str]:
    """The messages that a catalogue translates, whole and not only guessed."""
    if not file.is_file():
        return set()
    return {
        _id(message.id) for message in _read(file) if message.id and _whole(message) and not message.fuzzy
    }


def update_catalogue(file: Path, messages: Messages, language: str) -> int:
    """Write the catalogue anew: what is used, sorted, with the translations it had. How many are still missing."""
    kept = {_id(message.id): message for message in _read(file) if message.id} if file.is_file() else {}
    catalogue = Catalog(
        locale=language, header_comment="# Texts of Allmenning. Source language: English.", fuzzy=False
    )
    missing = 0
    for message, plural in sorted(messages.items()):
        had = kept.get(message)
        string = had.string if had is not None and _whole(had) else (("", "") if plural else "")
        missing += not (string if isinstance(string, str) else all(string or ()))
        catalogue.add((message, plural) if plural else message, string)
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue.revision_date = catalogue.creation_date = datetime(
        2026, 1, 1, tzinfo=UTC
    )  # no line that changes by itself
    draft = file.with_suffix(".part")
    with draft.open("wb") as target:
        write_po(target, catalogue, width=0, omit_header=False, sort_output=False)
    draft.replace(file)  # whole at any moment: a program may be reading it
    return missing


def _messages_of(file: Path) -> Iterator[tuple[str, str]]:
    if file.suffix == ".py":
        yield from _in_python(file.read_text())
    elif file.suffix in (".html", ".txt") and "templates" in file.parts:
        yield from _in_template(file.read_text())


def _in_python(source: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _FUNCTIONS:
            words = [
                arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            ]
            if words:
                yield words[0], words[1] if len(words) > 1 else ""


def _in_template(source: str) -> Iterator[tuple[str, str]]:
    parsed = jinja2.Environment(extensions=["jinja2.ext.do"]).parse(source)  # noqa: S701 - it renders nothing
    for _line, function, words in extract_from_ast(parsed, gettext_functions=_FUNCTIONS):
        given = [word for word in (words if isinstance(words, tuple) else (words,)) if word]
        if given:
            yield given[0], given[1] if function == "ngettext" and len(given) > 1 else ""


def _read(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source)


def _id(message_id: object) -> str:
    return str(message_id[0]) if isinstance(message_id, list | tuple) else str(message_id)


def _whole(message: object) -> bool:
    string = getattr(message, "string", "")
    return bool(string) and (isinstance(string, str) or all(string))
