"""Who is told what: those who propose, those who handle, those who signed and want to hear."""

from collections.abc import Iterable

from core.sdk import Place, Text, colleagues, notify, rows
from plugins.proposals.steps import Locked

_PROPOSERS = """
    SELECT c.author AS person FROM contribution c WHERE c.id = $1 AND c.author IS NOT NULL
    UNION SELECT r.person FROM proposals_proposer r JOIN proposals_case k ON k.id = r.proposal
        WHERE k.contribution = $1 AND r.person IS NOT NULL
"""
_SIGNERS = """
    SELECT g.person FROM proposals_signature g JOIN proposals_case k ON k.id = g.proposal
    JOIN follow f ON f.person = g.person AND f.subject = 'contribution' AND f.subject_id = k.contribution
    WHERE k.contribution = $1 AND g.struck_at IS NULL ORDER BY g.person
"""


async def proposers_of(*, contribution_id: int) -> list[int]:
    return sorted(each["person"] for each in await rows(_PROPOSERS, contribution_id))


async def listeners_of(*, contribution_id: int) -> list[int]:
    """Those who signed and follow it: they said yes to hearing more, and can stop when they like."""
    return [each["person"] for each in await rows(_SIGNERS, contribution_id)]


async def tell_proposers(
    *, place: Place, case: Locked, title: Text, body: str | Text = "", but: Iterable[int] = ()
) -> None:
    people = set(await proposers_of(contribution_id=case.contribution_id)) - set(but)
    url = f"{place.url}/{case.contribution_id}"
    await notify(person_ids=people, kind="answer", title=title.format(title=case.title), body=body, url=url)


async def tell_listeners(
    *, place: Place, case: Locked, title: Text, body: str | Text = "", but: Iterable[int] = ()
) -> None:
    """Those who signed and want to hear; who proposes is told otherwise."""
    people = set(await listeners_of(contribution_id=case.contribution_id)) - set(but)
    people -= set(await proposers_of(contribution_id=case.contribution_id))
    url = f"{place.url}/{case.contribution_id}"
    await notify(person_ids=people, kind="answer", title=title.format(title=case.title), body=body, url=url)


async def tell_staff(*, place: Place, case: Locked, title: Text, body: str | Text = "") -> None:
    """The one who handles it, or where nobody does, everyone who could."""
    people = [case.handler_id] if case.handler_id else [each["id"] for each in await colleagues(place=place)]
    url = f"{place.url}/manage/{case.contribution_id}"
    await notify(person_ids=people, kind="assigned", title=title.format(title=case.title), body=body, url=url)
