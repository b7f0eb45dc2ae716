"""A person leaves: contributions, what plugins keep, and the account itself, in one transaction."""

from core.account.keepers import ask_keepers
from core.account.mail import mail_notice
from core.contributions.personal import erase_written, let_go
from core.http import Visit
from core.i18n import _
from core.messages import forget_messages
from core.people import Person
from core.people.close import close_person
from core.text.errors import Refused


class NotAllForgotten(Refused):
    """A plugin could not erase what it keeps: the account stays open rather than half closed."""

    def __init__(self) -> None:
        super().__init__(
            _("We could not erase everything just now, so nothing is changed. Try again in a little while.")
        )


async def leave(visit: Visit, person: Person, *, keep_contributions: bool) -> None:
    """Raises LastAdministrator or NotAllForgotten; then the account is as it was."""
    if not keep_contributions:
        await erase_written(person_id=person.id)
    await let_go(person_id=person.id)
    await forget_messages(person_id=person.id)
    heard = await ask_keepers("forget_person", person_id=person.id)
    if any(answer.failed for answer in heard):
        raise NotAllForgotten
    await close_person(person_id=person.id)
    await mail_notice(visit, "account_closed", to=person.email)
