"""Papers: what is in the file, what it may not fetch, and a picture of the place."""

from io import BytesIO
from pathlib import Path
from typing import Any

import jinja2
import pikepdf
import pytest
from markupsafe import Markup
from outloud import check

from core.files import Purpose, file_url, keep_upload
from core.host.hookspecs import Block
from core.i18n import Text
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
        assert heads_of(document.Root.StructTreeRoot) == {
            ("/Column", "/TH")
        }  # small tables: mostly heads otherwise
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


def problems(file: Path) -> list[str]:
    """What the checker `outloud` calls an error."""
    result = check(str(file))
    assert result.error is None
    return [f"{each.rule}: {each.message}" for each in result.findings if each.severity == "error"]


async def _drawn(two_towns: Towns, items: list[Block]) -> bytes:
    env = environment()
    before = env.loader
    assert before is not None
    words = '{% extends "layouts/paper.html" %}{% from "components/block.html" import blocks %}'
    template = words + "{% block main %}{{ blocks(items, level=2) }}{% endblock %}"
    env.loader = jinja2.ChoiceLoader([jinja2.DictLoader({"sample/blocks.html": template}), before])
    try:
        async with scope(two_towns.a, read_only=True):
            return await pdf("sample/blocks.html", title="Tall", lang="nb", items=items)
    finally:
        env.loader = before


async def test_every_block_is_set_on_paper_and_passes_the_checker(two_towns: Towns, tmp_path: Path) -> None:
    made = await _drawn(two_towns, sample_blocks())
    (tmp_path / "blocks.pdf").write_bytes(made)
    assert problems(tmp_path / "blocks.pdf") == []


@pytest.mark.parametrize(
    ("columns", "rows", "heads"), [(2, 9, "/Column"), (3, 2, "/Column"), (3, 5, "/Row"), (5, 1, "/Column")]
)
async def test_table_that_would_be_mostly_heads_has_those_of_its_columns_only(
    two_towns: Towns, columns: int, rows: int, heads: str, tmp_path: Path
) -> None:
    cells = tuple(n or f"Rad {n}" for n in range(columns))
    block = Block(
        id="sample.one",
        title=Text("Tall"),
        kind="table",
        n=9,
        columns=tuple(f"Kolonne {n}" for n in range(columns)),
        rows=(cells,) * rows,
    )
    made = await _drawn(two_towns, [block])
    with pikepdf.open(BytesIO(made)) as document:
        found = heads_of(document.Root.StructTreeRoot)
    assert found == ({("/Column", "/TH")} | {(heads, "/TH")})
    (tmp_path / "one.pdf").write_bytes(made)
    assert problems(tmp_path / "one.pdf") == []
