"""What administrators do with people. Each deed is on the record, in the transaction in which it is done."""

from core.http import Visit
from core.i18n import _
from core.people import Role
from core.people.groups import add_to_group, remove_from_group
from core.people.roles import keep_an_administrator, set_project_role, set_role
from core.people.service import block_person, unblock_person
from core.people.sessions import end_all_sessions
from core.staff.people_reads import About
from core.staff.record import noted
from core.text import Refused


class NotYourself(Refused):
    def __init__(self) -> None:
        super().__init__(_("You cannot block yourself. A colleague can."))


async def give_role(visit: Visit, person: About, role: Role) -> None:
    """Raises LastAdministrator, NotGivenHere."""
    if role is person.role:
        return
    await set_role(person_id=person.id, role=role)
    await noted(visit, "person.role", person.id, was=person.role.value, to=role.value)


async def give_project_role(visit: Visit, person: About, *, project_id: int, role: Role | None) -> None:
    """None takes it away."""
    await set_project_role(person_id=person.id, project_id=project_id, role=role)
    details = {"role": role.value} if role else {}
    action = "person.project_role" if role else "person.no_project_role"
    await noted(visit, action, person.id, project=project_id, **details)


async def block(visit: Visit, person: About) -> None:
    """Raises NotYourself, LastAdministrator."""
    if visit.person is not None and visit.person.id == person.id:
        raise NotYourself
    if person.role is Role.ADMIN:
        await keep_an_administrator(without=person.id)
    await block_person(person_id=person.id)
    await end_all_sessions(person_id=person.id)
    await noted(visit, "person.block", person.id)


async def unblock(visit: Visit, person: About) -> None:
    await unblock_person(person_id=person.id)
    await noted(visit, "person.unblock", person.id)


async def end_sessions(visit: Visit, person: About) -> None:
    """Everywhere but in the session that asks for it."""
    own = visit.person.session_id if visit.person and visit.person.id == person.id else None
    ended = await end_all_sessions(person_id=person.id, but=own)
    await noted(visit, "person.sign_out", person.id, sessions=ended)


async def put_in_groups(visit: Visit, person: About, groups: set[int]) -> None:
    """In these and no others."""
    for group_id in groups - person.groups:
        await add_to_group(group_id=group_id, person_ids=[person.id])
    for group_id in person.groups - groups:
        await remove_from_group(group_id=group_id, person_id=person.id)
    if groups != person.groups:
        await noted(visit, "person.groups", person.id, was=sorted(person.groups), to=sorted(groups))
