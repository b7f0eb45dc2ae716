"""From threads of any depth to two: an answer to an answer becomes an answer to the first comment."""

import dataclasses
from collections.abc import Mapping, Sequence

from plugins.ideas.importing.planned import CommentRow


def two_deep(comments: Sequence[CommentRow], parents: Mapping[str, str]) -> list[CommentRow]:
    """Firsts before answers. `parents`: of the whole file; answers to comments that were left out move up."""
    by_id = {comment.external_id: comment for comment in comments}
    settled = [dataclasses.replace(each, parent=_first(each, by_id, parents)) for each in comments]
    return sorted(settled, key=lambda comment: bool(comment.parent))


def _first(comment: CommentRow, by_id: Mapping[str, CommentRow], parents: Mapping[str, str]) -> str:
    """The first comment of the thread that is there, on the same idea; empty for one that begins it."""
    found, at, met = "", comment.parent, {comment.external_id}
    while at:
        if at in met:
            return ""  # the file goes in a circle
        met.add(at)
        if at in by_id and by_id[at].idea == comment.idea:
            found = at
        at = parents.get(at, "")
    return found
