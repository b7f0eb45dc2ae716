"""Real contributions in four languages through the importer; every count is checked against the source file."""

import csv
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.db import rows, value
from core.tenancy import scope
from plugins.ideas.cli import import_files
from plugins.ideas.importing import Part
from tests.contributions.ground import Ground

SOURCES = next(
    (p for p in (Path("../shared/data/ideas"), Path("shared/data/ideas")) if p.is_dir()),
    Path("../shared/data/ideas"),
)
pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the real data is not here (../shared/data/ideas)"
)


def source(name: str) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with (SOURCES / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def total(found: Sequence[dict[str, str]], *columns: str) -> int:
    return sum(int(float(row[column] or 0)) for row in found for column in columns)


async def bring_in(ground: Ground, ideas: str, comments: str | None = None) -> None:
    files = {Part.IDEAS: (ideas, (SOURCES / ideas).read_bytes())}
    if comments:
        files[Part.COMMENTS] = (comments, (SOURCES / comments).read_bytes())
    async with ground.open() as place:
        await import_files(place=place, files=files, chosen={})


async def counted(ground: Ground) -> dict[str, int]:
    """What stands in the place, and that the kept counts equal a recount of the rows."""
    async with scope(ground.tenant, read_only=True):
        kept = await rows(
            "SELECT root IS NOT NULL AS comment, count(*) AS n, sum(support_count) AS s, sum(oppose_count) AS o, "
            "sum(comment_count) AS c FROM contribution WHERE activity = $1 GROUP BY 1",
            ground.activity_id,
        )
        votes = await value(
            "SELECT count(*) FROM reaction r JOIN contribution c ON c.id = r.contribution WHERE c.activity = $1",
            ground.activity_id,
        )
    by_kind = {row["comment"]: row for row in kept}
    ideas, comments = by_kind.get(False), by_kind.get(True)
    assert votes == sum(int(row["s"] + row["o"]) for row in kept)
    assert ideas is not None
    assert ideas["c"] == (comments["n"] if comments else 0)
    return {
        "ideas": ideas["n"],
        "supports": int(ideas["s"]),
        "comments": comments["n"] if comments else 0,
        "comment_votes": int(comments["s"] + comments["o"]) if comments else 0,
    }


async def test_cycling_dialogues_german(ground: Ground) -> None:
    found = source("cycling_de.csv")
    await bring_in(ground, "cycling_de.csv")
    assert await counted(ground) == {"ideas": len(found), "supports": 0, "comments": 0, "comment_votes": 0}
    async with scope(ground.tenant, read_only=True):
        topics = await value(
            "SELECT count(DISTINCT t.topic) FROM contribution_topic t JOIN contribution c ON c.id = t.contribution "
            "WHERE c.activity = $1",
            ground.activity_id,
        )
    assert topics == len({row["main_category_level1"] for row in found})


async def test_barcelona_catalan(ground: Ground) -> None:
    found = source("barcelona_ca.csv")
    await bring_in(ground, "barcelona_ca.csv")
    expected = {"ideas": len(found), "supports": total(found, "Suports"), "comments": 0, "comment_votes": 0}
    assert await counted(ground) == expected


async def test_vallejo_english(ground: Ground) -> None:
    found = source("vallejo_en.csv")
    await bring_in(ground, "vallejo_en.csv")
    assert (await counted(ground))["ideas"] == len(found)


async def test_consul_german_with_comments(ground: Ground) -> None:
    ideas, comments = source("consul_de_proposals.csv"), source("consul_de_comments.csv")
    await bring_in(ground, "consul_de_proposals.csv", "consul_de_comments.csv")
    good = [row for row in comments if row["Text"].strip()]
    missing = {row["URL"] for row in good} - {row["URL"] for row in ideas}
    assert await counted(ground) == {
        "ideas": len(ideas) + len(missing),
        "supports": total(ideas, "Supporters"),
        "comments": len(good),
        "comment_votes": total(good, "Likes", "Dislikes"),
    }


async def test_madrid_spanish_threads(ground: Ground) -> None:
    ideas, comments = source("madrid_es/proposals.csv"), source("madrid_es/comments.csv")
    began = time.monotonic()
    await bring_in(ground, "madrid_es/proposals.csv", "madrid_es/comments.csv")
    assert time.monotonic() - began < 120
    good = [row for row in comments if row["text"].strip()]
    assert await counted(ground) == {
        "ideas": len(ideas),
        "supports": total(ideas, "numSupports"),
        "comments": len(good),
        "comment_votes": total(good, "numPositiveVotes", "numNegativeVotes"),
    }
