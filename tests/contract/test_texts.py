"""Every text is there in bokmål and nynorsk, with the same placeholders; catalogues hold nothing that is no longer used."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from core.commands.texts import LANGUAGES, catalogue, packages
from core.host import House
from core.i18n.extract import translated_in

_PLACE = re.compile(r"\{(\w*)\}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(house: House, language: str) -> None:
    missing = {
        name: sorted(set(messages) - translated_in(catalogue(folder, language, name)))[:10]
        for name, folder, messages in packages()
    }
    assert {name: texts for name, texts in missing.items() if texts} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_of_their_source(house: House, language: str) -> None:
    wrong = []
    for name, folder, _messages in packages():
        for sources, words in _pairs(catalogue(folder, language, name)):
            wrong += [
                f"{name}: {sources[0]!r} → {word!r}"
                for word in words
                if (word and set(_PLACE.findall(word)) - set(_PLACE.findall(" ".join(sources))))
                or word.count("<") != sources[0].count("<")
            ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_hold_only_what_is_used(house: House, language: str) -> None:
    for name, folder, messages in packages():
        known = {sources[0] for sources, _ in _pairs(catalogue(folder, language, name))}
        assert known - set(messages) == set(), name


def _pairs(file: Path) -> list[tuple[tuple[str, ...], list[str]]]:
    """What is said in the source, once or in two forms, and in the catalogue."""
    with file.open("rb") as opened:
        found = read_po(opened)
    return [
        (
            (m.id,) if isinstance(m.id, str) else tuple(m.id),
            [m.string] if isinstance(m.string, str) else list(m.string or ()),
        )
        for m in found
        if m.id
    ]
