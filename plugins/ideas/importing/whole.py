"""The plan of a whole import: ideas, comments and votes, checked against what the place has already."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.sdk import BuiltForm, Place, Text, _, load_form, rows
from plugins.ideas.importing.keep import KeptImport, table_of
from plugins.ideas.importing.mapping import Part
from plugins.ideas.importing.plan import plan_comments, plan_ideas, plan_votes
from plugins.ideas.importing.planned import CommentRow, IdeaRow, Plan, RowError, VoteRow, Written


@dataclass(frozen=True)
class WholePlan:
    ideas: Plan[IdeaRow]
    comments: Plan[CommentRow]
    votes: Plan[VoteRow]

    @property
    def counts(self) -> dict[str, int]:
        counted: Sequence[Written] = [*self.ideas.rows, *self.comments.rows]
        return {
            "ideas": len(self.ideas.rows),
            "comments": len(self.comments.rows),
            "votes": len(self.votes.rows) + sum(each.support + each.oppose for each in counted),
            "errors": len(self.errors),
        }

    @property
    def errors(self) -> list[tuple[str, int, str]]:
        """In the current language."""
        plans: tuple[tuple[Part, Plan[Any]], ...] = (
            (Part.IDEAS, self.ideas),
            (Part.COMMENTS, self.comments),
            (Part.VOTES, self.votes),
        )
        return [(part.value, error.line, str(error.message)) for part, plan in plans for error in plan.errors]


async def plan_import(*, place: Place, kept: KeptImport) -> WholePlan:
    """The same rows with the same mapping give the same plan, so the job does what the preview showed."""
    form = await load_form(place.here.form_id)
    tables = {file.part: await table_of(kept.id, file.part) for file in kept.files}
    plan = await asyncio.to_thread(_plan, kept, tables, form)
    return await _without_known(place, plan)


def _plan(kept: KeptImport, tables: dict[Part, Any], form: BuiltForm | None) -> WholePlan:
    mapping = {file.part: file.mapping for file in kept.files}
    ideas: Plan[IdeaRow] = plan_ideas(tables[Part.IDEAS], mapping[Part.IDEAS], form.fields if form else ())
    known = {idea.external_id for idea in ideas.rows}
    comments: Plan[CommentRow] = Plan([], [])
    votes: Plan[VoteRow] = Plan([], [])
    if (table := tables.get(Part.COMMENTS)) is not None:
        comments = made = plan_comments(table, mapping[Part.COMMENTS], known)
        ideas = Plan([*ideas.rows, *made.ideas], ideas.errors)
    if (table := tables.get(Part.VOTES)) is not None:
        votes = plan_votes(table, mapping[Part.VOTES], {idea.external_id for idea in ideas.rows})
    return WholePlan(ideas, comments, votes)


async def _without_known(place: Place, plan: WholePlan) -> WholePlan:
    """Without ideas that an earlier import brought: a file imported twice gives no doubles."""
    ids = [idea.external_id for idea in plan.ideas.rows if not idea.external_id.startswith("row ")]
    found = await rows(
        "SELECT external_id FROM contribution WHERE activity = $1 AND import_id IS NOT NULL AND root IS NULL "
        "AND external_id = ANY ($2::varchar[])",
        place.here.id,
        ids,
    )
    known = {each["external_id"] for each in found}
    if not known:
        return plan
    before = _("It was imported before.")
    return WholePlan(
        _but(plan.ideas, known, lambda idea: idea.external_id, before),
        _but(plan.comments, known, lambda comment: comment.idea, before),
        _but(plan.votes, known, lambda vote: vote.idea, before),
    )


def _but(plan: Plan[Any], known: set[str], about: Callable[[Any], str], message: Text) -> Plan[Any]:
    good = [each for each in plan.rows if about(each) not in known]
    left_out = [RowError(each.line, message) for each in plan.rows if about(each) in known]
    return Plan(good, sorted([*plan.errors, *left_out], key=lambda error: error.line))
