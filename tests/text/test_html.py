import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import clean_html, excerpt, html_from_plain, plain_text

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="/files/../admin">',
    '<img src="https://evil.example/pixel.gif">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="  JaVaScRiPt:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<p style="position:fixed" class="al-button" onclick="x()">hei</p>',
    "<iframe src=//evil.example></iframe>",
    "<form action=//evil.example><input name=password></form>",
    "<b onmouseover=alert(1)>bold</b>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<scr<script>ipt>alert(1)</script>",
]
FORBIDDEN = [
    "<script",
    "onerror=",
    "javascript:",
    "<svg",
    "<style",
    "<iframe",
    "<form",
    "style=",
    "class=",
    "evil.example/",
]


@pytest.mark.parametrize("raw", ATTACKS)
def test_clean_html_removes_what_runs(raw: str) -> None:
    cleaned = clean_html(raw).lower()
    assert [bad for bad in FORBIDDEN if bad in cleaned and f"&lt;{bad[1:]}" not in cleaned] == []


def test_clean_html_keeps_structure() -> None:
    html = (
        "<h2>Torget</h2><p>Vi vil ha <strong>trær</strong> og <em>benker</em>.<br>Nå.</p><ul><li>Én</li></ul>"
    )
    assert clean_html(html) == html


def test_clean_html_adds_rel_to_links() -> None:
    assert clean_html('<a href="https://ås.no">x</a>') == (
        '<a href="https://ås.no" rel="nofollow noopener noreferrer">x</a>'
    )


def test_clean_html_keeps_own_pictures_with_alt() -> None:
    html = (
        '<figure><img src="/files/aB3_-/800/brygga.webp" alt="Brygga"><figcaption>I mai</figcaption></figure>'
    )
    assert clean_html(html) == html


def test_clean_html_drops_foreign_pictures_whole() -> None:
    assert clean_html('<p>Se:</p><img src="https://other.example/x.png" alt="x">') == "<p>Se:</p>"


def test_clean_html_turns_synonyms_into_ours() -> None:
    assert (
        clean_html("<h1>A</h1><p><b>B</b> <i>C</i></p>") == "<h2>A</h2><p><strong>B</strong> <em>C</em></p>"
    )


def test_clean_html_drops_empty_paragraphs() -> None:
    assert clean_html("<p>A</p><p>&nbsp;</p><p><br></p>") == "<p>A</p>"


def test_clean_html_refuses_protocol_relative_links() -> None:
    assert "href" not in clean_html('<a href="//evil.example">x</a><a href="/\\evil.example">x</a>')


@given(st.text())
def test_clean_html_is_stable(raw: str) -> None:
    once = clean_html(raw)
    assert clean_html(once) == once


@given(st.text())
def test_plain_text_of_html_from_plain_loses_no_word(raw: str) -> None:
    assert plain_text(html_from_plain(raw)).split() == clean_words(raw)


def clean_words(raw: str) -> list[str]:
    from core.text import clean_text

    return clean_text(raw).split()


def test_html_from_plain_makes_paragraphs_breaks_and_links() -> None:
    assert html_from_plain("Hei <du>\nder\n\nSe (https://nrk.no/a?b=1&c=2).") == (
        "<p>Hei &lt;du&gt;<br>der</p><p>Se ("
        '<a href="https://nrk.no/a?b=1&amp;c=2" rel="nofollow noopener noreferrer">https://nrk.no/a?b=1&amp;c=2</a>).</p>'
    )


def test_html_from_plain_cannot_break_out_of_the_link() -> None:
    assert '" onmouseover' not in html_from_plain('https://x.no/"onmouseover=alert(1)')


def test_plain_text_puts_blocks_on_lines() -> None:
    assert (
        plain_text("<h2>A</h2><p>B &amp; C<br>D</p><ul><li>E</li><li>F</li></ul>")
        == "A\n\nB & C\nD\n\n– E\n– F"
    )


def test_plain_text_leaves_out_scripts() -> None:
    assert plain_text("<p>a</p><script>b</script><style>c</style>") == "a"


def test_excerpt_cuts_at_a_word() -> None:
    assert excerpt("<p>Vi trenger flere benker langs turveien.</p>", 25) == "Vi trenger flere benker…"


@given(st.text(), st.integers(min_value=1, max_value=300))
def test_excerpt_is_never_longer_than_asked(text: str, chars: int) -> None:
    assert len(excerpt(text, chars)) <= chars
