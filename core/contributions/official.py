"""What the municipality itself puts before people: options of a vote, first statements. Staff are not participants by it.

So these write no line in the participation log, and any colleague with the method's staff action may change them.
"""

from core.contributions.model import Content, State
from core.contributions.refusals import Gone
from core.contributions.showing import show_files
from core.contributions.telling import happened
from core.contributions.writing import change_words, keep_version, set_topics, tidy
from core.db import row, value
from core.forms import check_version
from core.people import Person
from core.projects.place import Place

_NEW = (
    "INSERT INTO contribution (activity, kind, author, official, state, published_at) "
    "VALUES ($1, $2, $3, true, 'published', now()) RETURNING id"
)


async def submit_official(*, place: Place, kind: str, by: Person, content: Content) -> int:
    """Publish a text of the municipality's own. The new id."""
    written = tidy(content, may_be_empty=False)
    new_id: int = await value(_NEW, place.here.id, kind, by.id)
    await change_words(contribution_id=new_id, written=written, content=content, new=True)
    await set_topics(contribution_id=new_id, topics=content.topics)
    await show_files(content.files, shown=True)
    await happened("contribution.submitted", place, new_id, by)
    return new_id


async def edit_official(
    *, place: Place, contribution_id: int, by: Person, content: Content, version: int | str | None
) -> int:
    """Change it, whoever of the staff wrote it; what it said before is kept. The new version. Raises StaleForm."""
    found = await row(
        "SELECT version, files FROM contribution WHERE id = $1 AND activity = $2 AND official "
        "AND state IN ('published', 'hidden') FOR NO KEY UPDATE",
        contribution_id,
        place.here.id,
    )
    if found is None:
        raise Gone
    check_version(current=found["version"], sent=version)
    await keep_version(contribution_id=contribution_id, by=by)
    new_version = await change_words(
        contribution_id=contribution_id, written=tidy(content, may_be_empty=False), content=content
    )
    await set_topics(contribution_id=contribution_id, topics=content.topics)
    kept = {file.get("key") for file in content.files}
    await show_files((file for file in found["files"] if file.get("key") not in kept), shown=False)
    await show_files(content.files, shown=True)
    return new_version


async def withdraw_official(*, place: Place, contribution_id: int, by: Person) -> None:
    """Take it back: nobody sees it any more."""
    found = await row(
        "UPDATE contribution SET state = 'withdrawn', updated_at = now() WHERE id = $1 AND activity = $2 AND official "
        "AND state <> $3 RETURNING files",
        contribution_id,
        place.here.id,
        State.WITHDRAWN,
    )
    if found is None:
        raise Gone
    await show_files(found["files"], shown=False)
    await happened("contribution.withdrawn", place, contribution_id, by)
