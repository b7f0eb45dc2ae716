import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ny sykkelvei på Ærøya!", "ny-sykkelvei-pa-aeroya"),
        ("Guovdageaidnu: Čáhcesuolu & Ŋuorri", "guovdageaidnu-cahcesuolu-og-nuorri"),
        ("Đšŧžǥǯ", "dstzgz"),
        ("🚲🚲", "side"),
        ("", "side"),
    ],
)
def test_slugify_reads_as_expected(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_slugify_cuts_at_a_word() -> None:
    assert slugify("tryggere skolevei for barna i sentrum", max_length=20) == "tryggere-skolevei"


@given(st.text())
def test_slugify_always_gives_an_address(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slugify(text))
    assert len(slugify(text)) <= 60
