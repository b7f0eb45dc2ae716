"""Messages from those who propose to those who signed: few, and shown on the proposal's page to everybody."""

from core.sdk import Content, Person, Place, execute, html_from_plain, notify, row, submit, value
from plugins.proposals.refusals import EnoughMessages, NotNow, NotYours, OneADay
from plugins.proposals.settings import settings_of
from plugins.proposals.states import PUBLIC
from plugins.proposals.steps import lock
from plugins.proposals.telling import listeners_of, proposers_of

UPDATE = "update"


async def left_of(*, place: Place, case_id: int) -> int:
    """How many more may be sent."""
    sent = await value("SELECT count(*) FROM proposals_update WHERE proposal = $1", case_id)
    return max(0, settings_of(place.here).messages - int(sent))


async def send_message(*, place: Place, proposal_id: int, author: Person, title: str, text: str) -> int:
    """To how many it went: those who signed and said that they want to hear. Raises EnoughMessages, OneADay."""
    case = await lock(place=place, proposal_id=proposal_id)
    if author.id not in await proposers_of(contribution_id=proposal_id):
        raise NotYours
    if case.stage not in PUBLIC:
        raise NotNow
    if not await left_of(place=place, case_id=case.id):
        raise EnoughMessages(settings_of(place.here).messages)
    recent = "SELECT 1 FROM proposals_update WHERE proposal = $1 AND at > now() - interval '1 day'"
    if await value(recent, case.id):
        raise OneADay
    content = Content(title=title, body=html_from_plain(text))
    message_id = await submit(
        place=place, kind=UPDATE, author=author, content=content, action="update", with_status=False
    )
    people = [each for each in await listeners_of(contribution_id=proposal_id) if each != author.id]
    shown = await row("SELECT 1 FROM contribution WHERE id = $1 AND state = 'published'", message_id)
    told = people if shown else []  # what a moderator must see first is not mailed before
    await execute(
        "INSERT INTO proposals_update (proposal, contribution, sent_to) VALUES ($1, $2, $3)",
        case.id,
        message_id,
        len(told),
    )
    await notify(
        person_ids=told,
        kind="news",
        title=title,
        body=text,
        url=f"{place.url}/{proposal_id}#update-{message_id}",
    )
    return len(told)
