"""Papers: what is in the file, what it may not fetch, and a picture of the place."""

from io import BytesIO
from typing import Any

import jinja2
import pikepdf
import pytest
from markupsafe import Markup

from core.files import Purpose, file_url, keep_upload
from core.pdf import pdf
from core.sdk.testing import Towns
from core.templates import environment
from core.tenancy import scope
from core.web.sample_blocks import sample_blocks
from tests.files.samples import picture as drawn
from tests.files.samples import upload

_PAPER = """{% extends "layouts/paper.html" %}{% from "components/figure.html" import bar_chart, likert_chart %}
{% from "components/figure.html" import line_chart, scatter %}
{% block main %}<p class="al-paper-lead">{{ words }}</p>{{ picture }}
<table><thead><tr><th>Forslag</th><th>Stemmer</th></tr></thead><tbody><tr><th>Badeplass</th><td>212</td></tr></tbody></table>
{{ bar_chart("Søyler", [("Ja", 12), ("Nei", 4)], n=16) }}
{{ likert_chart("Meninger", ["Nei", "Vet ikke", "Ja"], [("Lys", [3, 2, 9])]) }}
{{ line_chart("Over tid", [("mai", 2), ("juni", 5)]) }}{{ scatter("Grupper", [(0.2, 0.3, 0), (0.7, 0.6, 1)], "x", "y") }}
<p><a href="https://example.org/">Les mer</a></p>{% endblock %}"""


@pytest.fixture
def paper() -> Any:
    """A template of a plugin that is not there otherwise."""
    env = environment()
    before = env.loader
    assert before is not None
    env.loader = jinja2.ChoiceLoader([jinja2.DictLoader({"sample/paper.html": _PAPER}), before])
    yield "sample/paper.html"
    env.loader = before


async def test_paper_is_tagged_and_says_what_it_is(two_towns: Towns, paper: str) -> None:
    async with scope(two_towns.a, read_only=True):
        made = await pdf(paper, title="Årets budsjett", lang="nb", words="Slik gikk det.", picture="")
    with pikepdf.open(BytesIO(made)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "nb"
        assert document.docinfo["/Title"] == "Årets budsjett"
        assert heads_of(document.Root.StructTreeRoot) >= {("/Column", "/TH"), ("/Row", "/TH")}
        links = [a for page in document.pages for a in page.get("/Annots", [])]
        assert links
        assert all(int(link.F) & 4 for link in links)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "file:///etc/passwd",
        "/files/nowhere/800.webp",
        "http://own.invalid/print/../subset.py",
    ],
)
async def test_paper_opens_nothing_but_own_files(two_towns: Towns, paper: str, address: str) -> None:

    async with scope(two_towns.a, read_only=True):
        picture = Markup('<img src="{}" alt="x">').format(address)
        made = await pdf(paper, title="T", lang="nb", words="<script>alert(1)</script>", picture=picture)
    assert images_in(made) == 0


async def test_picture_of_the_place_is_on_the_paper_and_not_on_another_places(
    two_towns: Towns, paper: str
) -> None:

    async with scope(two_towns.a):
        kept = await keep_upload(upload(drawn((900, 500))), purpose=Purpose.IMAGE, owner=None)
        picture = Markup('<img src="{}" alt="En hage">').format(file_url(kept, width=800))
        own = await pdf(paper, title="T", lang="nb", words="", picture=picture)
    async with scope(two_towns.b, read_only=True):
        other = await pdf(paper, title="T", lang="nb", words="", picture=picture)
    assert images_in(own)
    assert not images_in(other)


def heads_of(element: Any) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if str(each.get("/S", "")) == "/TH":
            found.add((str(each.A.Scope), "/TH"))
        kids = each.get("/K")
        waiting += [
            kid
            for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
            if isinstance(kid, pikepdf.Dictionary)
        ]
    return found


def images_in(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as document:
        return sum(len(page.get_images()) for page in document.pages)


async def test_every_block_is_set_on_paper(two_towns: Towns) -> None:
    env = environment()
    before = env.loader
    assert before is not None
    words = '{% extends "layouts/paper.html" %}{% from "components/block.html" import blocks %}'
    template = words + "{% block main %}{{ blocks(items, level=2) }}{% endblock %}"
    env.loader = jinja2.ChoiceLoader([jinja2.DictLoader({"sample/blocks.html": template}), before])
    try:
        async with scope(two_towns.a, read_only=True):
            made = await pdf("sample/blocks.html", title="Tall", lang="nb", items=sample_blocks())
    finally:
        env.loader = before
    with pikepdf.open(BytesIO(made)) as document:
        assert heads_of(document.Root.StructTreeRoot) >= {("/Column", "/TH"), ("/Row", "/TH")}
