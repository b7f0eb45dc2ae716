"""Reading what Polis exports: `comments.csv`, and `votes.csv` (a row a vote) or `participants-votes.csv` (a row a person).

Statements that Polis' moderators rejected are left out, with the votes on them.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.sdk import Refused, _

_REJECTED = "-1"
_LIMIT = 10_000_000


@dataclass(frozen=True, slots=True)
class Comment:
    id: str
    text: str
    author: str
    at: datetime | None
    agrees: int


@dataclass(frozen=True, slots=True)
class Vote:
    voter: str
    comment: str
    value: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Conversation:
    comments: tuple[Comment, ...]
    votes: tuple[Vote, ...]
    rejected: int
    groups: dict[str, str]  # voter -> the group that Polis published, where the file says


class NotPolis(Refused):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("In {folder} there must be comments.csv, and votes.csv or participants-votes.csv.").format(
                folder=str(folder)
            )
        )


def read_conversation(folder: Path) -> Conversation:
    """Raises NotPolis."""
    comments, matrix, votes = (
        folder / name for name in ("comments.csv", "participants-votes.csv", "votes.csv")
    )
    if not comments.is_file() or not (matrix.is_file() or votes.is_file()):
        raise NotPolis(folder)
    listed = list(_rows(comments))
    kept = [
        _comment(line)
        for line in listed
        if line.get("moderated") != _REJECTED and line["comment-body"].strip()
    ]
    known = {each.id for each in kept}
    groups: dict[str, str] = {}
    if votes.is_file():
        cast = _turned(kept, [vote for vote in _votes(votes) if vote.comment in known])
    else:
        cast = [vote for vote in _matrix(matrix, groups) if vote.comment in known]
    last = {(vote.voter, vote.comment): vote for vote in cast}  # who voted twice meant the latter
    return Conversation(tuple(kept), tuple(last.values()), len(listed) - len(kept), groups)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(_LIMIT)
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _comment(line: dict[str, str]) -> Comment:
    return Comment(
        line["comment-id"],
        line["comment-body"].strip(),
        line.get("author-id", ""),
        _moment(line.get("timestamp", "")),
        int(line.get("agrees") or 0),
    )


def _votes(path: Path) -> Iterator[Vote]:
    for line in _rows(path):
        if line.get("vote") in ("1", "0", "-1"):
            moment = _moment(line.get("timestamp", ""))
            yield Vote(line["voter-id"], line["comment-id"], int(line["vote"]), moment)


def _matrix(path: Path, groups: dict[str, str]) -> Iterator[Vote]:
    """A column for each statement; its heading is the statement's id."""
    for line in _rows(path):
        voter = line["participant"]
        if line.get("group-id"):
            groups[voter] = line["group-id"]
        for name, said in line.items():
            if name and name.isdigit() and said in ("1", "0", "-1", "1.0", "0.0", "-1.0"):
                yield Vote(voter, name, int(float(said)), None)


def _turned(comments: list[Comment], votes: list[Vote]) -> list[Vote]:
    """Older exports write -1 for agree: what `comments.csv` counts as agreement decides."""
    agrees = sum(each.agrees for each in comments)
    plus = sum(1 for vote in votes if vote.value > 0)
    minus = sum(1 for vote in votes if vote.value < 0)
    if abs(minus - agrees) >= abs(plus - agrees):
        return votes
    return [Vote(v.voter, v.comment, -v.value, v.at) for v in votes]


def _moment(milliseconds: str) -> datetime | None:
    if not milliseconds.isdigit():
        return None
    try:
        return datetime.fromtimestamp(int(milliseconds) / 1_000, UTC)
    except (OverflowError, OSError, ValueError):
        return None
