"""What stands on other rooms' pages: the front page, a project, a contribution, my page, the staff overview."""

from datetime import UTC, datetime, timedelta
from typing import Any

from core.sdk import Contribution, Localized, Panel, Person, Project, Role, _, rows
from plugins.followup.days import day_of
from plugins.followup.ledger import due_before
from plugins.followup.mine import became_of
from plugins.followup.reading import outcomes_at
from plugins.followup.summary import lately, summary_of
from plugins.followup.words import KIND_LOOKS, KINDS

_FEW = 3
_NEAR = timedelta(days=14)
_WITHOUT = """
    SELECT p.id, p.titles FROM project p WHERE p.state = 'published' AND ($1::bigint[] IS NULL OR p.id = ANY($1))
      AND EXISTS (SELECT 1 FROM activity a WHERE a.project = p.id AND a.method <> 'page')
      AND NOT EXISTS (SELECT 1 FROM followup_promise f WHERE f.project = p.id) ORDER BY p.published_at DESC LIMIT 5
"""
_WORDS: dict[str, Any] = {"kinds": KINDS, "looks": KIND_LOOKS}


async def panels_at(place: str, subject: Any) -> list[Panel]:
    match place:
        case "home":
            return await _home()
        case "project":
            return await _project(subject)
        case "contribution":
            return await _contribution(subject)
        case "account":
            return await _account(subject)
        case "manage":
            return await _manage(subject)
        case _:
            return []


async def _home() -> list[Panel]:
    found = await lately(today=day_of(datetime.now(UTC)))
    if not any(found.values()):
        return []
    context = {"lately": found["answer"], "done": found["step"], "overdue": found["overdue"], **_WORDS}
    return [Panel(title=_("You said – we did"), template="followup/panel_home.html", context=context)]


async def _project(project: Project) -> list[Panel]:
    summary = await summary_of(project_id=project.id, today=day_of(datetime.now(UTC)))
    if summary.empty:
        return []
    title = _("You said – we did") if summary.outcomes or summary.steps else _("What you can influence")
    promises = [each for each in summary.promises if each.state == "open"] or summary.promises[:1]
    context = {"summary": summary, "promises": promises, "base": f"{project.url}/outcomes", **_WORDS}
    return [Panel(title=title, template="followup/panel_project.html", context=context)]


async def _contribution(contribution: Contribution) -> list[Panel]:
    outcomes = await outcomes_at(contribution.id)
    if not outcomes:
        return []
    context = {"outcomes": outcomes, **_WORDS}
    return [Panel(title=_("What came of it"), template="followup/panel_contribution.html", context=context)]


async def _account(person: Person) -> list[Panel]:
    found = [each for each in await became_of(person.id) if each.happened]
    if not found:
        return []
    context = {"mine": found[:_FEW], "more": len(found), **_WORDS}
    return [Panel(title=_("What became of mine"), template="followup/panel_account.html", context=context)]


async def _manage(person: Person) -> list[Panel]:
    """What is due or overdue, and projects where nothing is promised yet."""
    all_of_it = person.role.rank >= Role.MANAGER.rank
    managed = [key for key in person.project_roles if person.role_in(key).rank >= Role.MANAGER.rank]
    projects = None if all_of_it else managed
    today = day_of(datetime.now(UTC))
    due = await due_before(day=today + _NEAR, today=today, projects=projects, person_id=person.id)
    without = [{**each, "title": Localized.of(each["titles"])} for each in await rows(_WITHOUT, projects)]
    if not due and not without:
        return []
    context = {"due": due, "without": without}
    return [Panel(title=_("Promises to people"), template="followup/panel_manage.html", context=context)]
