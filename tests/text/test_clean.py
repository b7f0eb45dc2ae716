import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from core.text import clean_line, clean_text


def test_clean_text_composes_letters() -> None:
    assert clean_text("A\u030as") == "Ås"


def test_clean_text_strips_nul_and_controls() -> None:
    assert clean_text("a\x00b\x07c\x1b[31m\td") == "abc[31m\td"


def test_clean_text_removes_bidirectional_overrides() -> None:
    assert clean_text("safe\u202egpj.exe") == "safegpj.exe"


def test_clean_text_closes_isolates_on_their_line() -> None:
    assert clean_text("\u2067\u05d0\u05d1\nnext\u2069") == "\u2067\u05d0\u05d1\u2069\nnext"


def test_clean_text_keeps_arabic_and_emoji_families() -> None:
    text = "مرحبا بالعالم 👩‍👩‍👧‍👦 🏳️‍🌈"
    assert clean_text(text) == text


def test_clean_text_collapses_blank_lines() -> None:
    assert clean_text("a\r\n\r\n\r\n\r\n\r\nb  \n") == "a\n\n\nb"


def test_clean_line_is_one_line() -> None:
    assert clean_line("  Ny \t lekeplass\nnå ") == "Ny lekeplass nå"


@given(st.text())
def test_clean_text_is_stable_and_composed(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_can_always_be_stored(raw: str) -> None:
    clean_text(raw).encode("utf-8")
