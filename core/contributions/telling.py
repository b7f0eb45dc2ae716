"""Who hears of what: the log, the plugins, and the people it concerns. Called by each deed, in its own transaction."""

from collections.abc import Iterable

from core.contributions.colleagues import colleagues
from core.contributions.model import Status
from core.db import row, rows
from core.host import house
from core.host.events import emit
from core.i18n import Text, _
from core.messages import notify
from core.participation import Channel, record
from core.people import Person
from core.projects.place import Place
from core.text import excerpt

_LINE = 200


def owner_of(place: Place) -> str:
    """The plugin whose activity this is: its id begins the names of the deeds."""
    return house().method_owner.get(place.here.method, place.here.method)


async def log(place: Place, verb: str, person: Person, contribution_id: int, channel: Channel) -> None:
    """One line of the participation log: `ideas.submit`."""
    await record(
        action=verb if "." in verb else f"{owner_of(place)}.{verb}",
        project_id=place.project.id,
        activity_id=place.here.id,
        person_id=person.id,
        channel=channel,
        contribution_id=contribution_id,
    )


async def happened(name: str, place: Place, contribution_id: int, person: Person | None) -> None:
    """Let the plugins know, after the commit."""
    await emit(
        name,
        subject_id=contribution_id,
        project_id=place.project.id,
        activity_id=place.here.id,
        person_id=person.id if person else None,
    )


async def tell_of_comment(
    place: Place,
    *,
    comment_id: int,
    root_id: int,
    by: Person,
    anonymous: bool,
    to: Iterable[int],
    mentioned: Iterable[int],
) -> None:
    """The author of what was answered, and those who were named; nobody twice, and never oneself."""
    found = await row(
        "SELECT r.title, c.text FROM contribution c JOIN contribution r ON r.id = c.root WHERE c.id = $1",
        comment_id,
    )
    if found is None:
        return
    named = set(mentioned) - {by.id}
    others = set(to) - named - {by.id}
    who: str | Text = _("Someone") if anonymous else by.name
    url = f"{place.url}/{root_id}#comment-{comment_id}"
    body = excerpt(found["text"], _LINE)
    title = found["title"] or excerpt(found["text"], 60)
    if named:
        said = _("{name} mentioned you in “{title}”").format(name=who, title=title)
        await notify(person_ids=sorted(named), kind="mention", title=said, body=body, url=url)
    if others:
        said = _("{name} commented on “{title}”").format(name=who, title=title)
        await notify(person_ids=sorted(others), kind="comment", title=said, body=body, url=url)


async def tell_of_answer(
    place: Place, *, contribution_id: int, title: str, status: Status | None, answer: str, by: Person
) -> int:
    """The author, the followers and everyone who supported; how many."""
    people = await concerned(contribution_id=contribution_id, but=by.id)
    if not people:
        return 0
    said = _("New answer to “{title}”") if answer else _("New status for “{title}”")
    body: str | Text = excerpt(answer, _LINE) if answer else ""
    if status is not None and not answer:
        body = _("It is now: {status}").format(status=status.name)
    url = f"{place.url}/{contribution_id}#answer"
    await notify(person_ids=people, kind="answer", title=said.format(title=title), body=body, url=url)
    return len(people)


async def tell_of_merge(place: Place, *, source: str, target_id: int, people: list[int]) -> None:
    said = _("“{title}” was joined with another that says the same").format(title=source)
    body = _("Your support and your comments have moved along.")
    await notify(person_ids=people, kind="answer", title=said, body=body, url=f"{place.url}/{target_id}")


async def tell_assignee(place: Place, *, contribution_id: int, title: str, person_id: int) -> None:
    said = _("You look after “{title}” now").format(title=title)
    await notify(
        person_ids=[person_id], kind="assigned", title=said, body="", url=f"{place.url}/{contribution_id}"
    )


async def tell_moderators(place: Place, *, contribution_id: int, text: str, waits: bool) -> None:
    """Something waits for them: a report, or a text that is not shown before they have looked."""
    said = _("Waits to be published: “{title}”") if waits else _("Reported: “{title}”")
    await notify(
        person_ids=[each["id"] for each in await colleagues(place=place)],
        kind="queue",
        title=said.format(title=excerpt(text, 60)),
        url=f"/manage/moderation/{contribution_id}",
    )


async def concerned(*, contribution_id: int, but: int = 0) -> list[int]:
    """Those who wrote it (also what was merged into it), follow it or support it."""
    found = await rows(
        "SELECT author AS person FROM contribution WHERE (id = $1 OR merged_into = $1) AND author IS NOT NULL "
        "UNION SELECT person FROM follow WHERE subject = 'contribution' AND subject_id = $1 "
        "UNION SELECT person FROM reaction WHERE contribution = $1 AND value = 1 AND person IS NOT NULL",
        contribution_id,
    )
    return sorted(each["person"] for each in found if each["person"] != but)
