"""Help: the first page, a new question, and the conversation about it."""

from urllib.parse import urlsplit

import structlog

from core.audit import note
from core.forms import Bound, bind
from core.http import NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.http.own_paths import own_path
from core.http.visit import person_of
from core.i18n import _
from core.tenancy.aside import at_platform
from core.text import Refused
from tenants.desk.cases import service
from tenants.help.asking import case_for, known_about
from tenants.help.forms import HappyForm, MoreForm, QuestionForm

ACTION = "staff.enter"
BASE = "/manage/help"
_CASE = BASE + "/cases/{case_id:int}"
UNPROCESSABLE = 422


@get(BASE, action=ACTION)
async def first_page(visit: Visit) -> Page:
    return page("help/first.html", known=await known_about(visit.tenant, person_of(visit)))


@get(BASE + "/new", action=ACTION)
async def ask(visit: Visit) -> Page:
    """The page somebody came from goes with the question, and the number of this very request, to be found in the logs."""
    came_from = urlsplit(visit.request.headers.get("referer", "")).path
    number = structlog.contextvars.get_contextvars().get("request_id", "")
    page_before = own_path(visit.query.get("page") or came_from, otherwise="")
    initial = {"page": "" if page_before.startswith(BASE) else page_before[:300], "request": number}
    return page("help/new.html", form=bind(QuestionForm, initial=initial))


@post(BASE + "/new", action=ACTION)
async def take_question(visit: Visit) -> Page | Redirect:
    form = bind(QuestionForm, await visit.body())
    if not form.ok:
        return page("help/new.html", status=UNPROCESSABLE, form=form)
    sent, person = form.values, person_of(visit)
    question = service.Question(
        subject=sent.subject,
        text=sent.text,
        urgent=sent.urgent,
        page=sent.page,
        browser=visit.request.headers.get("user-agent", "")[:200],
        request_id=sent.request,
    )
    case_id = await at_platform(
        lambda: service.open_case(tenant=visit.tenant, asker=person, question=question)
    )
    await note(action="help.ask", subject="help_case", subject_id=case_id, by=person)
    return redirect(f"{BASE}/cases/{case_id}", toast=_("Sent. The answer comes by mail, and here."))


@get(_CASE, action=ACTION)
async def show_case(visit: Visit, case_id: int) -> Page:
    return await _case_page(visit, case_id)


@post(_CASE + "/more", action=ACTION)
async def write_more(visit: Visit, case_id: int) -> Page | Redirect:
    form, person = bind(MoreForm, await visit.body()), person_of(visit)
    if not form.ok:
        return await _case_page(visit, case_id, more=form, status=UNPROCESSABLE)
    await _mine(visit, case_id)
    try:
        await at_platform(
            lambda: service.write_more(
                case_id=case_id, tenant_id=visit.tenant.id, person=person, text=form.values.text
            )
        )
    except Refused as refused:
        return await _case_page(visit, case_id, more=form.refuse(refused), status=UNPROCESSABLE)
    return redirect(f"{BASE}/cases/{case_id}", toast=_("Sent."))


@post(_CASE + "/happy", action=ACTION)
async def say_how_it_was(visit: Visit, case_id: int) -> Page | Redirect:
    form = bind(HappyForm, await visit.body())
    if not form.ok:
        return await _case_page(visit, case_id, happy=form, status=UNPROCESSABLE)
    await _mine(visit, case_id)
    sent = form.values
    await at_platform(
        lambda: service.say_how_it_was(
            case_id=case_id, tenant_id=visit.tenant.id, happy=int(sent.happy), why=sent.why
        )
    )
    return redirect(f"{BASE}/cases/{case_id}", toast=_("Thank you."))


async def _mine(visit: Visit, case_id: int) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Raises NotFound for another place's case, and for a colleague's where one is no administrator."""
    try:
        return await case_for(case_id, visit.tenant, person_of(visit))
    except service.NoSuchCase as gone:
        raise NotFound(gone.message) from gone


async def _case_page(
    visit: Visit,
    case_id: int,
    *,
    more: Bound[MoreForm] | None = None,
    happy: Bound[HappyForm] | None = None,
    status: int = 200,
) -> Page:
    case, lines = await _mine(visit, case_id)
    return page(
        "help/case.html",
        status=status,
        case=case,
        lines=lines,
        more=more or bind(MoreForm),
        happy=happy or bind(HappyForm),
    )
