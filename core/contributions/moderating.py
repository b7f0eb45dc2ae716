"""What a moderator's decision does to a contribution. Who may decide, and the record of it, are `core.moderation`'s."""

from core.contributions.again import was_shown_before
from core.contributions.comments import recount_comments
from core.contributions.model import State
from core.contributions.refusals import Gone
from core.contributions.showing import show_files
from core.contributions.telling import happened, tell_of_comment
from core.db import execute, row
from core.people import Person
from core.projects.place import Place

_FROM = {
    State.PUBLISHED: (State.WAITING, State.HIDDEN, State.REMOVED),
    State.HIDDEN: (State.WAITING, State.PUBLISHED, State.INTERNAL),
    State.REMOVED: (State.WAITING, State.PUBLISHED, State.INTERNAL, State.HIDDEN),
    State.INTERNAL: (State.HIDDEN, State.REMOVED),
}


async def change_state(*, place: Place, contribution_id: int, to: State, by: Person) -> State:
    """Publish, hide or remove; what it was before. To what it is already, nothing happens. Raises Gone."""
    found = await row(
        "SELECT state, root, files, published_at FROM contribution WHERE id = $1 AND activity = $2 FOR NO KEY UPDATE",
        contribution_id,
        place.here.id,
    )
    if found is None:
        raise Gone
    was = State(found["state"])
    if to is State.PUBLISHED and found["published_at"] is None and was is not State.WAITING:
        to = State.INTERNAL  # restored to what it was: it has never been public
    if was is to:
        return was
    if was not in _FROM[to]:
        raise Gone
    await execute("UPDATE contribution SET state = $2, updated_at = now() WHERE id = $1", contribution_id, to)
    await show_files(found["files"], shown=to is State.PUBLISHED)
    if found["root"] is not None:
        await recount_comments(root_id=found["root"])
    new = was is State.WAITING and not await was_shown_before(contribution_id=contribution_id)
    if new and to is State.PUBLISHED:
        await _tell_of_new(place, contribution_id, root_id=found["root"])
    await happened(f"contribution.{to}", place, contribution_id, by)
    return was


async def settle_flags(*, contribution_id: int) -> int:
    """Somebody has looked: nothing is open any more."""
    return await execute(
        "UPDATE contribution_flag SET settled_at = now() WHERE contribution = $1 AND settled_at IS NULL",
        contribution_id,
    )


async def _tell_of_new(place: Place, contribution_id: int, *, root_id: int | None) -> None:
    """What would have been told when it was written, had nobody wanted to look first."""
    author = await row(
        "SELECT c.anonymous, p.id, p.name, p.email, r.author AS root_author, q.author AS parent_author FROM contribution c "
        "JOIN person p ON p.id = c.author LEFT JOIN contribution r ON r.id = c.root "
        "LEFT JOIN contribution q ON q.id = c.parent WHERE c.id = $1",
        contribution_id,
    )
    if author is None:
        return
    by = Person(id=author["id"], name=author["name"], email=author["email"] or "")
    if root_id is None:
        await happened("contribution.submitted", place, contribution_id, by)
        return
    to = {person for person in (author["root_author"], author["parent_author"]) if person}
    await tell_of_comment(
        place,
        comment_id=contribution_id,
        root_id=root_id,
        by=by,
        anonymous=author["anonymous"],
        to=to,
        mentioned=(),
    )
