"""Notes, tasks and the own portfolio, posted from a place's page; and my tasks."""

from datetime import date
from typing import Annotated

import msgspec

from core.forms import Date, LongText, ShortText, bind
from core.http import NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.text import Refused
from tenants.desk.places import ACTION, UNPROCESSABLE, expert_of, tenant_named
from tenants.desk.portfolio import service


class NoteForm(msgspec.Struct):
    text: Annotated[
        str,
        LongText(
            label=_("Note"),
            help=_("For colleagues at the desk. Nothing about residents."),
            max=4_000,
            missing=_("Write something first."),
        ),
    ]


class TaskForm(msgspec.Struct):
    title: Annotated[str, ShortText(label=_("What shall be done"), max=200)]
    due_on: Annotated[date, Date(label=_("By which day"))]


@get("/desk/tasks", action=ACTION, at="platform")
async def my_tasks(visit: Visit) -> Page:
    tasks = await service.open_tasks(expert_of(visit))
    return page("tenants/desk/tasks.html", tasks=tasks, today=visit.now.date())


@post("/desk/{tenant_id:str}/follow", action=ACTION, at="platform")
async def follow(visit: Visit, tenant_id: str) -> Redirect:
    tenant = await tenant_named(tenant_id)
    on = (await visit.body()).get("on", [""])[-1] == "1"
    await service.follow_place(tenant_id=tenant.id, expert=expert_of(visit), on=on)
    said = _("You follow {name}.") if on else _("You no longer follow {name}.")
    return redirect(f"/desk/{tenant.id}", toast=said.format(name=tenant.name))


@post("/desk/{tenant_id:str}/notes", action=ACTION, at="platform")
async def write_note(visit: Visit, tenant_id: str) -> Page | Redirect:
    tenant, form = await tenant_named(tenant_id), bind(NoteForm, await visit.body())
    if form.ok:
        try:
            await service.add_note(tenant_id=tenant.id, text=form.values.text, by=expert_of(visit))
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"/desk/{tenant.id}#notes", toast=_("Saved."))
    return _again(tenant.id, tenant.name, form, "notes", _("Note"))


@post("/desk/{tenant_id:str}/tasks", action=ACTION, at="platform")
async def add_task(visit: Visit, tenant_id: str) -> Page | Redirect:
    tenant, form = await tenant_named(tenant_id), bind(TaskForm, await visit.body())
    if not form.ok:
        return _again(tenant.id, tenant.name, form, "tasks", _("Task"))
    wish = form.values
    await service.add_task(tenant_id=tenant.id, title=wish.title, due_on=wish.due_on, owner=expert_of(visit))
    return redirect(f"/desk/{tenant.id}#tasks", toast=_("Saved."))


@post("/desk/{tenant_id:str}/tasks/{task_id:int}/done", action=ACTION, at="platform")
async def finish_task(visit: Visit, tenant_id: str, task_id: int) -> Redirect:
    tenant = await tenant_named(tenant_id)
    done = (await visit.body()).get("done", ["1"])[-1] == "1"
    if not await service.finish_task(tenant_id=tenant.id, task_id=task_id, done=done):
        raise NotFound
    return redirect(f"/desk/{tenant.id}#tasks", toast=_("Saved."))


def _again(tenant_id: str, name: str, form: object, part: str, title: object) -> Page:
    return page(
        "tenants/desk/form.html",
        status=UNPROCESSABLE,
        form=form,
        title=title,
        crumbs=[(_("Places"), "/desk"), (name, f"/desk/{tenant_id}"), (title, None)],
        action=f"/desk/{tenant_id}/{part}",
        label=_("Save"),
        lead="",
    )
