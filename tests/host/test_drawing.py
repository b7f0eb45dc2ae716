"""A block is drawn as what its rows can carry, on a page and on paper, and taken away as a file."""

from typing import Any

import pytest

from core.host.drawing import block_columns, block_rows, drawn_as
from core.host.hookspecs import Block
from core.http.downloads import csv_chunks
from core.i18n import Text
from core.templates import environment
from core.web.sample_blocks import sample_blocks


def _block(kind: str, rows: tuple[tuple[Any, ...], ...], **more: Any) -> Block:
    columns = (Text("One"), Text("Two"), Text("Three"))
    return Block(id="a.b", title=Text("Title"), kind=kind, n=7, columns=columns, rows=rows, **more)


def _draw(*items: Block, **more: Any) -> str:
    template = environment().from_string(
        '{% from "components/block.html" import blocks %}{{ blocks(items, **more) }}'
    )
    return template.render(items=items, more=more)


def test_every_kind_is_drawn_as_itself() -> None:
    shapes = [(block.kind, drawn_as(block)) for block in sample_blocks()]
    assert [kind for kind, shape in shapes if kind != shape] == []
    drawn = _draw(*sample_blocks(), level=3, csv="/x/")
    assert drawn.count('class="al-figure"') == 6
    assert 'href="/x/sample.line.csv"' in drawn
    assert "style=" not in drawn


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("bars", (("a", "hidden"), ("b", None))),
        ("scatter", (("x", 1, None),)),
        ("map", (("a", None, 3.0, 1),)),
        ("likert", (("a", 1, None),)),
        ("nothing we know", (("a", 1),)),
    ],
)
def test_rows_that_a_chart_cannot_carry_are_a_table(kind: str, rows: tuple[tuple[Any, ...], ...]) -> None:
    block = _block(kind, rows)
    assert drawn_as(block) == "table"
    assert "<table" in _draw(block)


def test_hostile_words_stay_words_and_small_numbers_are_hidden() -> None:
    drawn = _draw(
        _block("bars", (("<script>alert(1)</script>", 4), ("few", None))),
        _block("quotes", (("<img src=x>", "Kari <b>", "/projects/x"),)),
    )
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert "few: –" in drawn


def test_it_says_what_it_rests_on_and_how_people_were_found() -> None:
    drawn = _draw(_block("bars", (("a", 4),), sample="drawn", basis=Text("214 ideas")))
    assert "214 ideas" in drawn
    assert "A drawn sample" in drawn


async def test_file_has_the_same_numbers() -> None:
    block = _block("bars", (("=1+1", 4, 57.1), ("b", None, 3)))
    sent = b"".join([part async for part in csv_chunks(block_rows(block), columns=block_columns(block))])
    assert sent.decode("utf-8-sig") == "One;Two;Three\r\n'=1+1;4;57.1\r\nb;;3\r\n"
    figure = Block(id="a.c", title=Text("People"), kind="figure", n=9, value=9)
    sent = b"".join([part async for part in csv_chunks(block_rows(figure), columns=block_columns(figure))])
    assert sent.decode("utf-8-sig") == "People;n\r\n9;9\r\n"
