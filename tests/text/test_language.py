"""Which language a text is in, and words made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.language import language_of
from core.text.words import stems_of, words_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi trenger flere benker i parken, og lys om kvelden.", "nb"),
        ("Vi treng fleire benkar i parken, og lys om kvelden. Eg ønskjer meg òg ei gapahuk.", "nn"),
        ("We need more benches in the park, and light in the evening.", "en"),
        ("Wir brauchen mehr Bänke im Park, und Licht am Abend.", "de"),
        ("نحتاج إلى المزيد من المقاعد في الحديقة", "ar"),
        ("ja!", ""),
        ("", ""),
        ("12345 67890 12345", ""),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_forms_of_a_word_have_one_stem() -> None:
    assert len(set(stems_of("benk benken benker benkene", "nb"))) == 1
    assert words_of("Sykkel-vei, 20 m!") == ["sykkel-vei", "20", "m"]


@given(st.text())
def test_any_text_has_words_stems_and_perhaps_a_language(text: str) -> None:
    language = language_of(text)
    assert len(stems_of(text, language)) == len(words_of(text))
