"""The list of projects, a new one, and the overview of one: what is missing, publish, archive, duplicate."""

from datetime import date, timedelta
from typing import Annotated

import msgspec

from core.db import value
from core.forms import Bound, Choice, Date, LocalizedText, Raw, bind
from core.http import Answer, Redirect, Visit, get, page, post, redirect
from core.i18n import Localized, _
from core.i18n.formats import ZONE
from core.participation import participants
from core.projects.duplicate import duplicate_project
from core.projects.manage.place import managed, noted
from core.projects.manage.reads import project_lines, timeline_of
from core.projects.publishing import NotReady, archive, checks_of, publish, unpublish
from core.projects.recipes import begin_project, recipes_on

STATES = (("", _("All")), ("draft", _("Drafts")), ("published", _("Published")), ("archived", _("Archived")))


class NewProject(msgspec.Struct, kw_only=True):
    title: Annotated[
        Localized,
        LocalizedText(
            label=_("Title"),
            help=_("What is it about, in words that residents use?"),
            max=120,
            required=True,
            missing=_("Write a title."),
        ),
    ]
    summary: Annotated[
        Localized, LocalizedText(label=_("In a sentence or two"), long=True, max=300, required=False)
    ]
    recipe: Annotated[str, Choice(label=_("What do you begin with?"))] = "empty"
    first_day: Annotated[
        date | None,
        Date(
            label=_("First day"),
            help=_("The template's phases follow one another from here. Empty means tomorrow."),
            required=False,
        ),
    ] = None


@get("/manage/projects", action="staff.enter")
async def listed(visit: Visit) -> Answer:
    if visit.person is None:
        raise LookupError("the guard let nobody in")
    state, text = visit.query.get("state", ""), visit.query.get("q", "")[:100]
    number = page_number(visit)
    lines, more = await project_lines(
        site=visit.site, person=visit.person, now=visit.now, state=state, text=text, page=number
    )
    return page(
        "manage/projects/list.html",
        lines=lines,
        more=more,
        page_number=number,
        state=state,
        text=text,
        states=STATES,
    )


@get("/manage/projects/new", action="project.create")
async def new(visit: Visit) -> Answer:
    return page("manage/projects/new.html", form=_new_form(visit))


@post("/manage/projects/new", action="project.create")
async def create(visit: Visit) -> Answer:
    form = _new_form(visit, await visit.body())
    if not form.ok:
        return page("manage/projects/new.html", status=422, form=form)
    project_id = await begin_project(
        site=visit.site,
        titles=form.values.title,
        summaries=form.values.summary,
        contact_person=visit.person.id if visit.person else None,
        recipe_id=form.values.recipe,
        first_day=form.values.first_day or visit.now.astimezone(ZONE).date() + timedelta(days=1),
    )
    return redirect(f"/manage/projects/{project_id}", toast=_("The draft is made. Only staff see it."))


@get("/manage/projects/{project_id:int}", action="staff.enter")
async def overview(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    return page(
        "manage/projects/overview.html",
        project=place.project,
        checks=await checks_of(project_id=project_id, site=visit.site),
        phases=await timeline_of(project_id=project_id, site=visit.site, now=visit.now),
        participants=await participants(project_id=project_id),
        followers=await value(
            "SELECT count(*) FROM follow WHERE subject = 'project' AND subject_id = $1", project_id
        ),
    )


@post("/manage/projects/{project_id:int}/publish", action="staff.enter")
async def publish_it(visit: Visit, project_id: int) -> Redirect:
    place = await managed(visit, project_id)
    try:
        await publish(project_id=project_id, site=visit.site)
    except NotReady as refused:
        return redirect(f"/manage/projects/{project_id}", toast=refused.message, done=False)
    await noted(visit, "project.publish", project_id)
    return redirect(place.project.url, toast=_("The project is published."))


@post("/manage/projects/{project_id:int}/unpublish", action="staff.enter")
async def unpublish_it(visit: Visit, project_id: int) -> Redirect:
    await managed(visit, project_id)
    await unpublish(project_id=project_id)
    await noted(visit, "project.unpublish", project_id)
    return redirect(f"/manage/projects/{project_id}", toast=_("The project is a draft again."))


@post("/manage/projects/{project_id:int}/archive", action="staff.enter")
async def archive_it(visit: Visit, project_id: int) -> Redirect:
    await managed(visit, project_id)
    await archive(project_id=project_id)
    await noted(visit, "project.archive", project_id)
    return redirect(
        f"/manage/projects/{project_id}", toast=_("The project is archived. It can still be read.")
    )


@post("/manage/projects/{project_id:int}/duplicate", action="project.create")
async def duplicate_it(visit: Visit, project_id: int) -> Redirect:
    await managed(visit, project_id)
    copy_id = await duplicate_project(project_id=project_id, site=visit.site)
    await noted(visit, "project.duplicate", project_id, copy=copy_id)
    return redirect(
        f"/manage/projects/{copy_id}", toast=_("The copy is a draft. What people wrote is not in it.")
    )


def _new_form(visit: Visit, raw: Raw | None = None) -> Bound[NewProject]:
    empty = ("empty", _("An empty project"), _("You make the phases yourself."))
    recipes = [(recipe.id, recipe.name, recipe.summary) for recipe in recipes_on(visit.site)]
    form = bind(NewProject, raw, locales=visit.site.languages, options={"recipe": [empty, *recipes]})
    if not recipes:
        form.fields = [field for field in form.fields if field.key not in ("recipe", "first_day")]
    return form


def page_number(visit: Visit) -> int:
    typed = visit.query.get("page", "1")
    return min(max(int(typed), 1), 10_000) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1  # noqa: PLR2004
