"""The project that a staff page is about, and whether this person may write there."""

from typing import Any

from core.sdk import Localized, NotFound, Raw, Visit, place_at
from plugins.followup.days import day_of
from plugins.followup.ledger import Promise, load_promise
from plugins.followup.reading import Outcome, load_outcome, project_of
from plugins.followup.steps import StepOf, load_step
from plugins.followup.words import KIND_LOOKS, KINDS, STEPS


async def managed(visit: Visit, project_id: int) -> dict[str, Any]:
    """404 where there is no such project here, 403 where somebody else manages it."""
    found = await project_of(project_id)
    if found is None:
        raise NotFound
    await _require(visit, found["slug"])
    return {**found, "title": Localized.of(found["titles"]), "promise": Localized.of(found["promise"])}


async def managed_outcome(visit: Visit, outcome_id: int) -> Outcome:
    outcome = await load_outcome(outcome_id)
    if outcome is None:
        raise NotFound
    await _require(visit, outcome.project_slug)
    return outcome


async def managed_promise(visit: Visit, promise_id: int) -> Promise:
    promise = await load_promise(promise_id, today=day_of(visit.now))
    if promise is None:
        raise NotFound
    await _require(visit, promise.project_slug)
    return promise


async def managed_step(visit: Visit, step_id: int) -> StepOf:
    step = await load_step(step_id)
    if step is None:
        raise NotFound
    await _require(visit, step.project_slug)
    return step


def head(project: dict[str, Any], tab: str, **more: Any) -> dict[str, Any]:
    """What each staff page about a project draws at its top."""
    words = {"kinds": KINDS, "looks": KIND_LOOKS, "step_names": STEPS}
    return {"project": project, "base": f"/manage/followup/{project['id']}", "tab": tab, **words, **more}


def numbers(raw: Raw, name: str) -> list[int]:
    """The ids that were ticked."""
    given = [each for each in raw.get(name, []) if isinstance(each, str)]
    return [int(each) for each in given[:500] if each.isascii() and each.isdigit() and len(each) < 16]  # noqa: PLR2004


def number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None  # noqa: PLR2004


async def _require(visit: Visit, slug: str) -> None:
    place = await place_at(visit.site, slug)
    if place is None:
        raise NotFound
    visit.require("followup.manage", place)
