"""Who may, as staff set it for one action of one activity. Stored as JSON on the activity."""

import msgspec

from core.access.actions import Access
from core.access.reasons import GroupsOnly, LogIn, Reason, ResidentsOnly, StaffOnly, TellPostcode
from core.people import Person


class AccessRule(msgspec.Struct, frozen=True, kw_only=True):
    """`who` is the least that is asked; groups and residence narrow it. `match` says whether all must hold or any."""

    who: Access = Access.REGISTERED
    groups: tuple[int, ...] = ()
    residents: bool = False
    match: str = "all"

    def refusal(self, person: Person | None, *, postcodes: tuple[str, ...]) -> Reason | None:
        """Why this person may not; None where the person may."""
        if self.who is Access.EVERYONE and not self.groups and not self.residents:
            return None
        if person is None:
            return LogIn()
        if person.is_staff:
            return None
        if self.who is Access.STAFF:
            return StaffOnly()
        found = [reason for reason in self._conditions(person, postcodes) if reason is not None]
        asked = bool(self.groups) + self.residents
        if not found or (self.match == "any" and len(found) < asked):
            return None
        return found[0]

    def _conditions(self, person: Person, postcodes: tuple[str, ...]) -> list[Reason | None]:
        conditions: list[Reason | None] = []
        if self.groups:
            conditions.append(None if person.groups & set(self.groups) else GroupsOnly())
        if self.residents:
            conditions.append(_residence(person, postcodes))
        return conditions


def _residence(person: Person, postcodes: tuple[str, ...]) -> Reason | None:
    if person.verified_resident or (person.postcode and person.postcode in postcodes):
        return None
    return ResidentsOnly() if person.postcode else TellPostcode()
