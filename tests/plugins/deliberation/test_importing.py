"""Conversations from Polis: every count equals the files'; groups agree with the published ones."""

import csv
import statistics
from pathlib import Path

import numpy as np
import pytest

from core.db import row, rows, value
from core.participation import participants
from core.sdk.testing.activities import new_activity
from core.tenancy import scope
from plugins.deliberation.groups.computing import find_groups
from plugins.deliberation.importing.bringing import bring_in
from plugins.deliberation.importing.polis import Conversation, NotPolis, read_conversation
from plugins.deliberation.opinion import Votes, adjusted_rand, analyse
from tests.support.towns import Towns

SOURCES = next(
    (
        p
        for p in (Path("../shared/data/polis"), Path("shared/data/polis"), Path("/work/shared/data/polis"))
        if p.is_dir()
    ),
    Path("../shared/data/polis"),
)
real = pytest.mark.skipif(not SOURCES.is_dir(), reason="the real data is not here (../shared/data/polis)")
COMMENTS = (
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    '1500000000000,x,0,9,2,0,1,"Havna, og byen"\n1500000000001,x,1,9,0,1,0,Bilfri\n1500000000002,x,2,9,5,0,-1,Reklame\n'
)


def folder_of(tmp_path: Path, name: str, content: str) -> Path:
    (tmp_path / "comments.csv").write_text(COMMENTS)
    (tmp_path / name).write_text(content)
    return tmp_path


def test_rows_of_votes_are_read_and_the_last_of_two_counts(tmp_path: Path) -> None:
    lines = "timestamp,datetime,comment-id,voter-id,vote\n1,x,0,5,1\n2,x,0,6,1\n3,x,1,5,1\n4,x,1,5,-1\n5,x,2,5,1\n6,x,0,7,seven\n"
    found = read_conversation(folder_of(tmp_path, "votes.csv", lines))
    assert {(v.voter, v.comment, v.value) for v in found.votes} == {
        ("5", "0", 1),
        ("6", "0", 1),
        ("5", "1", -1),
    }
    assert (len(found.comments), found.rejected) == (2, 1)


def test_older_export_with_agreement_as_minus_one_is_turned(tmp_path: Path) -> None:
    lines = "timestamp,datetime,comment-id,voter-id,vote\n1,x,0,5,-1\n2,x,0,6,-1\n3,x,1,5,1\n"
    found = read_conversation(folder_of(tmp_path, "votes.csv", lines))
    assert {(v.voter, v.comment, v.value) for v in found.votes} == {
        ("5", "0", 1),
        ("6", "0", 1),
        ("5", "1", -1),
    }


def test_matrix_of_votes_is_read(tmp_path: Path) -> None:
    table = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n3,1,0,2,1,1,1,-1,1\n4,,0,1,0,0,0,,\n"
    found = read_conversation(folder_of(tmp_path, "participants-votes.csv", table))
    assert {(v.voter, v.comment, v.value) for v in found.votes} == {
        ("3", "0", 1),
        ("3", "1", -1),
        ("4", "0", 0),
    }
    assert found.groups == {"3": "1"}


def test_folder_without_the_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotPolis):
        read_conversation(tmp_path)


@real
async def test_real_conversation_comes_in_whole(two_towns: Towns) -> None:
    folder = SOURCES / "15-per-hour-seattle"
    found = read_conversation(folder)
    stand = await new_activity(two_towns.a, "deliberation")
    async with stand.open() as place:
        await bring_in(place=place, found=found)
        await find_groups(activity_id=stand.activity_id)
    with (folder / "comments.csv").open(encoding="utf-8") as file:
        kept = [line for line in csv.DictReader(file) if line["moderated"] != "-1"]
    async with scope(two_towns.a, read_only=True):
        counted = await row(
            "SELECT count(*) AS n, sum(seen) AS seen, sum(agree) AS agree FROM deliberation_statement WHERE activity = $1",
            stand.activity_id,
        )
        people = await participants(activity_id=stand.activity_id)
        logged = await value(
            "SELECT count(*) FROM participation WHERE activity_id = $1 AND action = 'deliberation.vote'",
            stand.activity_id,
        )
        voters = await rows("SELECT opinion FROM deliberation_voter WHERE activity = $1", stand.activity_id)
    assert counted is not None
    assert counted["n"] == len(kept)
    assert counted["seen"] == len(found.votes) == logged
    assert counted["agree"] == sum(1 for vote in found.votes if vote.value == 1)
    authors = {each.author for each in found.comments}
    assert people == len({vote.voter for vote in found.votes} | authors)
    assert len({each["opinion"] for each in voters if each["opinion"] is not None}) == 2
    async with scope(two_towns.b, read_only=True):
        assert await value("SELECT count(*) FROM deliberation_statement") == 0


def as_votes(found: Conversation) -> tuple[Votes, np.ndarray]:
    """Of those whom Polis put in a group, as the figures in docs/methods/deliberation.md are made."""
    voters = {name: n for n, name in enumerate(sorted(found.groups))}
    statements = {each.id: n for n, each in enumerate(found.comments)}
    kept = [vote for vote in found.votes if vote.voter in voters]
    votes = Votes(
        len(voters),
        len(statements),
        np.array([voters[v.voter] for v in kept], dtype=np.int32),
        np.array([statements[v.comment] for v in kept], dtype=np.int32),
        np.array([v.value for v in kept], dtype=np.int8),
    )
    return votes, np.array([int(found.groups[name]) for name in voters])


@real
def test_groups_agree_with_the_published_ones() -> None:
    agreement = {}
    for folder in sorted(path for path in SOURCES.iterdir() if (path / "participants-votes.csv").is_file()):
        votes, published = as_votes(read_conversation(folder))
        opinion = analyse(votes, shown=np.ones(votes.statements, dtype=bool), fewest=1)
        known = opinion.of >= 0
        agreement[folder.name] = adjusted_rand(opinion.of[known], published[known])
    print({name: round(each, 3) for name, each in agreement.items()})  # noqa: T201 - for the page on the method
    assert statistics.median(agreement.values()) >= 0.85, agreement
