"""From files to sections, also from files that mean harm."""

import time

import pytest

from plugins.information.hearing.marking import marked
from plugins.information.reading.clean import clean_block
from plugins.information.reading.compare import Known, changes_between, same_sections, words_between
from plugins.information.reading.formats import kind_of, read_file
from plugins.information.reading.model import Read, Unreadable
from plugins.information.reading.quote import Quote, find, quoted
from plugins.information.reading.run import read_apart
from tests.plugins.information.files import docx, odt, paragraph, pdf, zipped

BOMB = zipped({"word/document.xml": b"<a>" + b" " * 190_000_000 + b"</a>"})


def outline(read: Read) -> list[tuple[str, int]]:
    return [(section.heading, len(section.html)) for section in read.sections]


async def test_word_file_becomes_sections() -> None:
    body = (
        paragraph("Kaia", "Overskrift1")
        + paragraph("Den settes i stand.")
        + paragraph("Bygg", "Overskrift1")
        + paragraph("Tre.")
    )
    read = await read_apart(docx(body), "docx")
    assert outline(read) == [("Kaia", 1), ("Bygg", 1)]
    assert read.sections[0].html == ["<p>Den settes i stand.</p>"]


async def test_open_document_becomes_sections() -> None:
    body = (
        '<text:h text:outline-level="1">Kaia</text:h><text:p>Den <text:span>settes</text:span> i stand.</text:p>'
        '<text:h text:outline-level="2">Mål &amp; tall</text:h>'
        "<text:list><text:list-item><text:p>Én</text:p></text:list-item></text:list>"
        "<text:h>Bygg</text:h><table:table><table:table-row><table:table-cell><text:p>3</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    read = await read_apart(odt(body), "odt")
    assert [(section.heading, section.level) for section in read.sections] == [
        ("Kaia", 1),
        ("Mål & tall", 2),
        ("Bygg", 1),
    ]
    assert read.sections[0].html == ["<p>Den settes i stand.</p>"]


async def test_pdf_becomes_pictures_with_their_text() -> None:
    read = await read_apart(pdf(["Side en om kaia", "Side to om bygg"]), "pdf")
    assert outline(read) == [("page:1:", 1), ("page:2:", 1)]
    assert read.sections[1].html == ["<p>Side to om bygg</p>"]
    assert [picture[:2] for picture in read.pictures] == [b"\xff\xd8"] * 2


def test_markdown_and_html_become_sections_and_a_title() -> None:
    assert outline(read_file(b"# Plan\n\nInnledning\n\n## A\n\nEn\n\nTo\n\n## B\n\nTre", "md")) == [
        ("", 1),
        ("A", 2),
        ("B", 1),
    ]
    read = read_file(
        b"<title>x</title><h1>Plan</h1><div><h2>A</h2>l\xc3\xb8s tekst<p>p</p></div><script>x</script>",
        "html",
    )
    assert read.title == "Plan"
    assert outline(read) == [("A", 2)]
    assert "løs tekst" in read.sections[0].html[0]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        (
            "a.docx",
            docx(paragraph("x"), before='<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
            "broken",
        ),
        ("a.docx", docx("")[:300], "broken"),
        ("a.docx", docx(""), "empty"),
        ("a.docx", b"PK" + b"\x00" * 100, "broken"),
        ("a.docx", BOMB, "too_big"),
        ("a.odt", zipped({"content.xml": b"<a/>"}), "broken"),
        ("a.odt", zipped({"mimetype": b"x"}), "broken"),
        ("a.odt", odt("<text:section>" * 200 + "x" + "</text:section>" * 200), "broken"),
        ("a.pdf", b"%PDF-1.7 nothing more", "broken"),
        ("a.pdf", pdf(["x"] * 251), "too_long"),
        ("a.md", b"", "empty"),
        ("a.html", b"<div>" * 5_000, "broken"),
        ("a.html", b"\x00\x01\x02", "broken"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
async def test_file_that_cannot_be_read_says_why(name: str, data: bytes, code: str) -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        await read_apart(data, kind_of(name, data))
    assert refused.value.code == code
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.exe", b"MZ"), ("a.pdf", b"hei"), ("a.md", b"PK\x03\x04"), ("a", b"x"), ("a.doc", b"x")],
)
def test_file_of_another_kind_is_refused_before_it_is_opened(name: str, data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        kind_of(name, data)
    assert refused.value.code == "unknown"


def test_document_html_is_made_safe_and_keeps_tables() -> None:
    bad = '<p onclick="x()" style="y">Hei <b>du</b><script>x</script><img src="http://e.no/x"><a href="javascript:x">l</a></p>'
    assert clean_block(bad, {}) == '<p>Hei <strong>du</strong><a rel="nofollow noopener noreferrer">l</a></p>'
    table = '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>'
    assert clean_block(table, {}) == table
    assert (
        clean_block('<img src="picture:0" alt="Kart">', {"picture:0": "/files/p1/1600.webp"})
        == '<img src="/files/p1/1600.webp" alt="Kart">'
    )


def test_passage_is_found_by_what_stands_around_it() -> None:
    text = "Kaia er gammel. Moloen er gammel. Brua er ny."
    second = quoted(text, 26, 32)
    assert second.exact == "gammel"
    assert find(text, second) == (26, 32)
    assert find("Nytt: " + text, second) == (32, 38)
    assert find("Brua er ny.", second) is None
    assert find(text, Quote("")) is None


def test_marks_do_not_reach_over_tags() -> None:
    assert (
        marked("<p>Én <em>og</em> to &amp; tre</p>", [(0, 8)])
        == "<p><mark>Én </mark><em><mark>og</mark></em><mark> to</mark> &amp; tre</p>"
    )
    assert marked("<p>a &lt; b</p>", [(2, 3)]) == "<p>a <mark>&lt;</mark> b</p>"


def test_sections_are_known_again_also_when_renumbered_or_renamed() -> None:
    old = [
        Known("kaia", "1. Kaia", ("Den gamle kaia settes i stand.",)),
        Known("stoy", "2. Støy", ("Arbeid skal skje om dagen på hverdager.",)),
    ]
    new = [
        Known("", "1. Lys", ("Gatelys vendes ned.",)),
        Known("", "2. Kaia", ("Kaia settes i stand.",)),
        Known("", "3. Lyd og støy", ("Arbeid skal skje om dagen på alle hverdager.",)),
    ]
    assert same_sections(old, new) == {1: "kaia", 2: "stoy"}


def test_changes_say_what_was_added_removed_and_changed() -> None:
    old = [Known("a", "A", ("Ett år.", "Likt.")), Known("b", "B", ("Borte.",))]
    new = [Known("a", "A", ("Tre år.", "Likt.")), Known("c", "C", ("Ny.",))]
    found = {change.key: (change.kind, change.paragraphs) for change in changes_between(old, new)}
    assert found == {
        "a": ("changed", [[("-", "Ett"), ("+", "Tre"), ("=", " år.")]]),
        "c": ("added", [[("+", "Ny.")]]),
        "b": ("removed", [[("-", "Borte.")]]),
    }
    assert changes_between(old, old) == []


def test_long_text_without_change_is_shortened() -> None:
    long = "ord " * 200
    parts = words_between(f"Ett {long}slutt", f"To {long}slutt")
    assert len("".join(words for _sign, words in parts)) < 200
