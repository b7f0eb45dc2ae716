"""Files as people have them, to tables, values and plans."""

import io
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook

from core.i18n import speaking
from plugins.ideas.importing.mapping import ChosenTwice, ColumnMissing, Part, check_mapping, guess
from plugins.ideas.importing.plan import plan_comments, plan_ideas, plan_votes
from plugins.ideas.importing.table import CannotRead, SourceTable, read_table
from plugins.ideas.importing.values import NotThis, moment, month_comes_first, number


def xlsx(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        "Tittel,Tekst\nBåt,Æ ø å\n".encode(),
        "Tittel;Tekst\r\nBåt;Æ ø å\r\n".encode("cp1252"),
        "Tittel\tTekst\nBåt\tÆ ø å\n".encode("utf-16"),
        "\ufeffsep=;\nTittel;Tekst\nBåt;Æ ø å\n".encode(),
        xlsx([["Tittel", "Tekst"], ["Båt", "Æ ø å"], [None, None]]),
    ],
    ids=["comma", "excel", "utf16-tabs", "sep-line", "xlsx"],
)
def test_table_is_read_whatever_it_was_saved_as(data: bytes) -> None:
    table = read_table(data, "ideer.csv")
    assert table == SourceTable(("Tittel", "Tekst"), (("Båt", "Æ ø å"),))


def test_json_lines_are_read() -> None:
    table = read_table(b'{"title": "A", "n": 2}\n{"title": "B", "text": "c"}\n', "x.jsonl")
    assert table.columns == ("title", "n", "text")
    assert table.rows == (("A", "2", ""), ("B", "", "c"))


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"PK\x03\x04nonsense", b"only a heading\n"])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(CannotRead):
        read_table(data, "x.csv")


def test_columns_without_names_and_doubles_are_told_apart() -> None:
    table = read_table(b"a,,a\n1,2,3,4\n5\n", "x.csv")
    assert table.columns == ("a", "#2", "a #3")
    assert table.rows == (("1", "2", "3"), ("5", "", ""))


def test_norwegian_headings_are_guessed() -> None:
    columns = ("Nr", "Overskrift", "Beskrivelse", "Bydel", "Støtter", "Dato", "Noe annet")
    assert guess(Part.IDEAS, columns) == {
        "Nr": "id",
        "Overskrift": "title",
        "Beskrivelse": "text",
        "Bydel": "area",
        "Støtter": "support",
        "Dato": "created",
    }


def test_mapping_without_title_and_text_is_refused() -> None:
    with pytest.raises(ColumnMissing):
        check_mapping(Part.IDEAS, ("a",), {"a": "area"})
    with pytest.raises(ChosenTwice):
        check_mapping(Part.IDEAS, ("a", "b"), {"a": "title", "b": "title"})


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2017-09-13T08:08:40+02:00", datetime(2017, 9, 13, 6, 8, 40, tzinfo=UTC)),
        ("10. Oktober 2023 08:19:26", datetime(2023, 10, 10, 6, 19, 26, tzinfo=UTC)),
        ("17.5.2027", None),
        ("3. mars 2021", datetime(2021, 3, 2, 23, 0, tzinfo=UTC)),
        ("13/2/2020 10:30", datetime(2020, 2, 13, 9, 30, tzinfo=UTC)),
    ],
)
def test_dates_of_many_kinds_are_read(cell: str, expected: datetime | None) -> None:
    if expected is None:
        with pytest.raises(NotThis):  # no idea was written in the future
            moment(cell)
    else:
        assert moment(cell) == expected


def test_american_dates_are_known_by_their_neighbours() -> None:
    assert month_comes_first(["9/9/2016 10:01", "7/22/2016 22:29"])
    assert not month_comes_first(["9/9/2016", "1/2/2016"])
    assert moment("7/22/2016 22:29:00", month_first=True) == datetime(2016, 7, 22, 20, 29, tzinfo=UTC)


def test_numbers_are_counts() -> None:
    assert [number(each) for each in ("20", "20.0", "1 204")] == [20, 20, 1204]
    with pytest.raises(NotThis):
        number("many")


def test_each_bad_row_has_its_own_sentence() -> None:
    table = SourceTable(
        ("id", "title", "date", "lat", "lon"),
        (
            ("1", "Good", "2020-05-17", "59.9", "10.7"),
            ("2", "", "", "", ""),
            ("3", "Bad date", "yesterday", "", ""),
            ("1", "Same id", "", "", ""),
            ("5", "Half a place", "", "59.9", ""),
            ("6", "Not on earth", "", "159.9", "10"),
        ),
    )
    plan = plan_ideas(
        table, {"id": "id", "title": "title", "date": "created", "lat": "latitude", "lon": "longitude"}
    )
    assert [row.title for row in plan.rows] == ["Good"]
    with speaking("en"):
        said = {error.line: str(error.message) for error in plan.errors}
    assert list(said) == [3, 4, 5, 6, 7]
    assert "neither a title nor a text" in said[3]
    assert "row 2" in said[5]


def test_hostile_text_in_a_file_is_made_harmless() -> None:
    table = SourceTable(
        ("title", "text"), (("<script>x</script>", "<div onclick=a()>Hei<script>alert(1)</script></div>"),)
    )
    (row,) = plan_ideas(table, {"title": "title", "text": "text"}).rows
    assert row.body == "<p>Hei</p>"
    assert row.title == "<script>x</script>"  # a title is text: pages escape it


def test_long_title_loses_nothing() -> None:
    title = "Vi ønsker oss " + "mange trær " * 30
    (row,) = plan_ideas(SourceTable(("t",), ((title,),)), {"t": "title"}).rows
    assert len(row.title) <= 200
    assert row.text.startswith(title.strip())


def test_deep_threads_become_two_deep() -> None:
    table = SourceTable(
        ("id", "parent", "idea", "text"),
        (
            ("3", "2", "i", "third"),
            ("2", "1", "i", "second"),
            ("1", "-1", "i", "first"),
            ("9", "8", "i", "a"),
            ("8", "9", "i", "b"),
        ),
    )
    chosen = {"id": "id", "parent": "parent", "idea": "idea", "text": "text"}
    plan = plan_comments(table, chosen, ["i"])
    assert {row.external_id: row.parent for row in plan.rows} == {
        "1": "",
        "2": "1",
        "3": "1",
        "8": "",
        "9": "",
    }
    assert [bool(row.parent) for row in plan.rows] == sorted(bool(row.parent) for row in plan.rows)


def test_vote_is_counted_once() -> None:
    table = SourceTable(
        ("idea", "voter", "v"),
        (("i", "a", "1"), ("i", "a", "1"), ("i", "b", "-1"), ("x", "a", "1"), ("i", "c", "5")),
    )
    plan = plan_votes(table, {"idea": "idea", "voter": "voter", "v": "value"}, ["i"])
    assert [(row.voter, row.value) for row in plan.rows] == [("a", 1), ("b", -1)]
    assert [error.line for error in plan.errors] == [3, 5, 6]
