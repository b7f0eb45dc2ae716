"""Who hears of what came of it, and who is reminded of what was promised."""

from collections.abc import Iterable

from core.sdk import Person, Text, _, excerpt, followers, notify
from plugins.followup.reading import load_outcome
from plugins.followup.touched import people_of
from plugins.followup.words import KINDS

_LINE = 200


async def tell_of_outcome(
    *, outcome_id: int, changed: bool, by: Person, note: str = "", but: Iterable[int] = ()
) -> int:
    """Each whose contribution it touches, save those in `but`, who know; how many."""
    outcome = await load_outcome(outcome_id)
    people = sorted({*await people_of(outcome_id, but=by.id)} - {*but})
    if outcome is None or not people:
        return 0
    said = (
        _("Changed: what came of what you wrote or support in “{project}”")
        if changed
        else _("This came of what you wrote or support in “{project}”")
    )
    body = _("{kind}: {title}").format(kind=KINDS[outcome.kind], title=note or outcome.title)
    await notify(
        person_ids=people,
        kind="answer",
        title=said.format(project=outcome.project),
        body=body,
        url=outcome.address,
    )
    return len(people)


async def tell_of_step(
    *, project_id: int, slug: str, step_id: int, title: Text, text: str, by: Person
) -> int:
    """Those who follow the project."""
    people = [each for each in await followers(project_id=project_id) if each != by.id]
    url = f"/projects/{slug}/outcomes#step-{step_id}"
    await notify(person_ids=people, kind="news", title=title, body=excerpt(text, _LINE), url=url)
    return len(people)


async def tell_staff(*, person_ids: Iterable[int], title: Text, body: str, project_id: int) -> None:
    await notify(
        person_ids=person_ids,
        kind="assigned",
        title=title,
        body=body,
        url=f"/manage/followup/{project_id}/promises",
    )
