import pytest

from core.contributions.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jeg vil ikke ha flere biler i sentrum, det er noe tull", "nb"),
        ("Eg vil ikkje ha fleire bilar i sentrum, det er noko tull", "nn"),
        ("We should not have more cars in the centre of town", "en"),
        ("Wir wollen nicht noch mehr Autos und auch keine Parkplätze für die Stadt", "de"),
        ("Badebrygge", ""),
        ("", ""),
    ],
)
def test_guess_language_says_nothing_rather_than_wrong(text: str, language: str) -> None:
    assert guess_language(text) == language
