"""One proposal with all that its pages show: one query, whoever looks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.sdk import Person, Place, Role, Text, _, row
from plugins.proposals.rules import Rule, rule_from, rule_of
from plugins.proposals.settings import settings_of
from plugins.proposals.states import CLOCK_RUNS, EDITABLE, PUBLIC, SIGNABLE, WAY, Stage

NAMES_SHOWN = 100
_ONE = """
    SELECT c.id, c.title, c.body, c.text, c.language, c.version, c.author, c.merged_into, c.activity, k.id AS case_id,
        k.stage, k.join_key, k.handler, k.rule, k.threshold, k.signatures, k.received_at, k.check_due, k.started_at,
        k.collect_until, k.reached_at, k.council_due, k.clock_note, k.sent_at, k.sent_with, k.case_number, k.case_url,
        k.decided_on, k.outcome, c.topics,
        (SELECT p.name FROM person p WHERE p.id = c.author AND p.closed_at IS NULL) AS author_name,
        (SELECT p.name FROM person p WHERE p.id = k.handler) AS handler_name,
        (SELECT jsonb_agg(jsonb_build_array(s.stage, s.at, s.reason, coalesce(b.name, '')) ORDER BY s.id)
            FROM proposals_step s LEFT JOIN person b ON b.id = s.by WHERE s.proposal = k.id) AS steps,
        (SELECT jsonb_agg(jsonb_build_array(r.person, p.name) ORDER BY r.id) FROM proposals_proposer r
            JOIN person p ON p.id = r.person AND p.closed_at IS NULL WHERE r.proposal = k.id) AS proposers,
        (SELECT jsonb_agg(jsonb_build_array(u.contribution, o.title, o.body, u.at) ORDER BY u.id DESC)
            FROM proposals_update u JOIN contribution o ON o.id = u.contribution AND o.state = 'published'
            WHERE u.proposal = k.id) AS updates,
        (SELECT jsonb_agg(n.name ORDER BY n.at DESC) FROM (SELECT p.name, g.at FROM proposals_signature g
            JOIN person p ON p.id = g.person AND p.closed_at IS NULL
            WHERE g.proposal = k.id AND g.shown AND g.struck_at IS NULL ORDER BY g.at DESC LIMIT $4) n) AS names,
        (SELECT g.shown FROM proposals_signature g WHERE g.proposal = k.id AND g.person = $3) AS signed_shown
    FROM proposals_case k JOIN LATERAL (SELECT d.*, (SELECT jsonb_agg(ct.topic) FROM contribution_topic ct
        WHERE ct.contribution = d.id) AS topics FROM contribution d WHERE d.id = k.contribution) c ON true
    WHERE c.id = $1 AND c.activity = $2
"""


@dataclass(frozen=True, slots=True)
class Step:
    """`by` is for staff; the public sees who only as the municipality or those who proposed."""

    stage: Stage
    at: datetime
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Update:
    id: int
    title: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`id` is the contribution's, as in the address; `case_id` joins our own tables."""

    id: int
    case_id: int
    title: str
    body: str
    text: str
    language: str
    version: int
    topics: tuple[int, ...]
    author_id: int | None
    author_name: str | Text
    merged_into: int | None
    stage: Stage
    join_key: str
    handler_id: int | None
    handler_name: str
    rule: Rule
    threshold: int
    signatures: int
    received_at: datetime | None
    check_due: date | None
    started_at: datetime | None
    collect_until: datetime | None
    reached_at: datetime | None
    council_due: date | None
    clock_note: str
    sent_at: datetime | None
    sent_with: int
    case_number: str
    case_url: str
    decided_on: date | None
    outcome: str
    steps: tuple[Step, ...]
    proposers: tuple[tuple[int, str], ...]
    updates: tuple[Update, ...]
    names: tuple[str, ...]
    signed: bool
    signed_shown: bool
    mine: bool  # the author or one of those who propose together

    @property
    def public(self) -> bool:
        return self.stage in PUBLIC

    @property
    def editable(self) -> bool:
        return self.stage in EDITABLE

    @property
    def clock_runs(self) -> bool:
        return self.stage in CLOCK_RUNS and not self.clock_note

    @property
    def people(self) -> list[int]:
        """Everyone who proposes it."""
        return sorted({*(person for person, _name in self.proposers), *filter(None, [self.author_id])})

    @property
    def way(self) -> list[tuple[Stage, Step | None]]:
        """The steps that everybody sees, with the latest time that each was taken."""
        taken = {step.stage: step for step in self.steps}
        return [(stage, taken.get(stage)) for stage in WAY]

    def may_be_signed(self, now: datetime) -> bool:
        return self.stage in SIGNABLE and (self.collect_until is None or now < self.collect_until)


async def load_proposal(*, place: Place, proposal_id: int, viewer: Person | None) -> Proposal | None:
    """Whether the viewer may see it is the page's to ask: `may_see`."""
    me = viewer.id if viewer else 0
    found = await row(_ONE, proposal_id, place.here.id, me, NAMES_SHOWN)
    return proposal_from(found, me) if found else None


def may_see(proposal: Proposal, place: Place, viewer: Person | None) -> bool:
    """Before signing begins, those who propose it and staff; also what was refused or taken back."""
    if proposal.mine and proposal.stage is not Stage.MERGED:
        return True
    return handles(viewer, place) and proposal.stage is not Stage.DRAFT


def handles(viewer: Person | None, place: Place) -> bool:
    return viewer is not None and viewer.role_in(place.project.id).rank >= Role.MODERATOR.rank


def rule_at(proposal: Proposal, place: Place, site: Any) -> Rule:
    """What was fixed when signing began; before that, what holds now."""
    return proposal.rule if proposal.threshold else rule_of(settings_of(place.here), site)


def proposal_from(found: dict[str, Any], me: int) -> Proposal:
    proposers = tuple((person, name) for person, name in found["proposers"] or ())
    own = {key: found[key] for key in _AS_THEY_ARE}
    return Proposal(
        **own,
        topics=tuple(found["topics"] or ()),
        author_id=found["author"],
        author_name=found["author_name"] or _("Former participant"),
        stage=Stage(found["stage"]),
        handler_id=found["handler"],
        handler_name=found["handler_name"] or "",
        rule=rule_from(found["rule"]),
        steps=tuple(
            Step(Stage(stage), datetime.fromisoformat(at), reason, by)
            for stage, at, reason, by in found["steps"] or ()
        ),
        proposers=proposers,
        updates=tuple(
            Update(each, title, body, datetime.fromisoformat(at))
            for each, title, body, at in found["updates"] or ()
        ),
        names=tuple(found["names"] or ()),
        signed=found["signed_shown"] is not None,
        signed_shown=bool(found["signed_shown"]),
        mine=bool(me) and (found["author"] == me or me in {person for person, _name in proposers}),
    )


_AS_THEY_ARE = (
    "id",
    "case_id",
    "title",
    "body",
    "text",
    "language",
    "version",
    "merged_into",
    "join_key",
    "threshold",
    "signatures",
    "received_at",
    "check_due",
    "started_at",
    "collect_until",
    "reached_at",
    "council_due",
    "clock_note",
    "sent_at",
    "sent_with",
    "case_number",
    "case_url",
    "decided_on",
    "outcome",
)
