"""Allowed = the plugin is on ∧ the activity is open ∧ the person meets its access rule ∧ the role permits."""

from dataclasses import dataclass, field
from datetime import datetime

from core.access.actions import Access, Action
from core.access.reasons import (
    ClosedSince,
    GiveKey,
    LogIn,
    NotHere,
    NotOpen,
    OpensOn,
    OtherStaff,
    Reason,
    Refusal,
    StaffOnly,
)
from core.access.rules import AccessRule
from core.people import Person, Role


@dataclass(frozen=True, slots=True)
class Allowed:
    allowed: bool = True

    def __bool__(self) -> bool:
        return True


Decision = Allowed | Refusal


@dataclass(frozen=True, slots=True)
class Gate:
    """What of an activity bears on access: is its plugin on, when is it open, who may do what."""

    plugin_on: bool = True
    project_id: int | None = None
    published: bool = True
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    rules: dict[str, AccessRule] = field(default_factory=dict)
    postcodes: tuple[str, ...] = ()


OPEN_GATE = Gate()


def decide(person: Person | None, action: Action, gate: Gate, now: datetime) -> Decision:
    reason = _reason(person, action, gate, now)
    return Allowed() if reason is None else Refusal(reason)


def _reason(person: Person | None, action: Action, gate: Gate, now: datetime) -> Reason | None:
    if not gate.plugin_on:
        return NotHere()
    if action.role is not None:
        return _staff_reason(person, action.role, gate.project_id)
    rule = gate.rules.get(action.name) or AccessRule(who=action.default)
    if action.open_only and (closed := _closed_reason(gate, now)):
        return closed
    return rule.refusal(person, postcodes=gate.postcodes)


def _staff_reason(person: Person | None, needed: Role, project_id: int | None) -> Reason | None:
    if person is None:
        return LogIn()
    if person.needs_key:
        return GiveKey()
    role = person.role_in(project_id)
    if needed is Role.MODERATOR and project_id is None and person.is_staff:
        return None  # the staff pages open for everyone who has a project to look after
    if role.rank >= needed.rank:
        return None
    return OtherStaff() if person.is_staff else StaffOnly()


def _closed_reason(gate: Gate, now: datetime) -> Reason | None:
    if not gate.published:
        return NotOpen()
    if gate.opens_at is not None and now < gate.opens_at:
        return OpensOn(gate.opens_at)
    if gate.closes_at is not None and now >= gate.closes_at:
        return ClosedSince(gate.closes_at)
    return None


__all__ = ["OPEN_GATE", "Access", "Allowed", "Decision", "Gate", "decide"]
