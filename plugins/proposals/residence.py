"""Who lives here, as the rule asks. Shown on pages, and asked again by the services."""

from core.sdk import Person, Reason, Refusal, ResidentsOnly, Site, TellPostcode
from plugins.proposals.rules import Rule


def not_resident(person: Person, rule: Rule, here: Site) -> Reason | None:
    """Why this person cannot sign by the rule. Staff are no exception: who works here may live elsewhere."""
    if (
        not rule.residents
        or person.verified_resident
        or (person.postcode and person.postcode in here.postcodes)
    ):
        return None
    return ResidentsOnly() if person.postcode else TellPostcode()


def residence_refusal(person: Person | None, rule: Rule, here: Site) -> Refusal | None:
    """The same for a page, with the step that helps."""
    reason = not_resident(person, rule, here) if person else None
    return Refusal(reason) if reason else None
