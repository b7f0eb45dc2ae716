"""Staff say when a report goes out and to whom; its readers say yes, read it, and stop it without signing in."""

from typing import Annotated

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Choice,
    Email,
    NotFound,
    Page,
    Raw,
    Redirect,
    Refused,
    Visit,
    _,
    bind,
    get,
    ngettext,
    page,
    person_of,
    post,
    redirect,
)
from plugins.reports.about import head, managed
from plugins.reports.reading import Report, load_issue, load_report
from plugins.reports.schedule.periods import EVERY
from plugins.reports.schedule.recipients import (
    Recipient,
    add_colleague,
    ask_address,
    by_token,
    colleagues_to_choose,
    confirm,
    recipients_of,
    stop,
    take_off,
)
from plugins.reports.schedule.sending import schedule_of, send_issue, set_schedule

_MAIL = "/manage/reports/{report_id:int}/mail"


class WhenForm(msgspec.Struct, kw_only=True):
    every: Annotated[
        str,
        Choice(label=_("How often"), options=(("", _("Not by itself")), *EVERY.items()), required=False),
    ] = ""


class ColleagueForm(msgspec.Struct, kw_only=True):
    person: Annotated[str, Choice(label=_("A colleague"), options=())]


class AddressForm(msgspec.Struct, kw_only=True):
    email: Annotated[
        str,
        Email(
            label=_("Another address"), help=_("We ask its owner first. Nothing is sent before they say yes.")
        ),
    ]


@get(_MAIL, action="reports.enter")
async def show_mail(visit: Visit, report_id: int) -> Answer:
    return await _page(await managed(visit, report_id))


@post(_MAIL + "/when", action="reports.enter")
async def save_when(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    form = bind(WhenForm, await visit.body())
    if not form.ok:
        return await _page(report, when=form, status=422)
    await set_schedule(report_id=report_id, every=form.values.every or "", by=person_of(visit))
    return redirect(f"{report.staff_url}/mail", toast=_("Saved."))


@post(_MAIL + "/colleague", action="reports.enter")
async def add_one(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    form = await _colleague_form(await visit.body())
    if form.ok:
        try:
            await add_colleague(report_id=report_id, person_id=int(form.values.person))
            return redirect(f"{report.staff_url}/mail", toast=_("Added."))
        except Refused as refused:
            form.refuse(refused)
    return await _page(report, colleague=form, status=422)


@post(_MAIL + "/address", action="reports.enter")
async def add_address(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    form = bind(AddressForm, await visit.body())
    if form.ok:
        try:
            await ask_address(report=report, email=form.values.email, by=person_of(visit))
            return redirect(
                f"{report.staff_url}/mail", toast=_("We have asked them. They get it when they say yes.")
            )
        except Refused as refused:
            form.refuse(refused)
    return await _page(report, address=form, status=422)


@post(_MAIL + "/{recipient_id:int}/remove", action="reports.enter")
async def remove_one(visit: Visit, report_id: int, recipient_id: int) -> Redirect:
    report = await managed(visit, report_id)
    await take_off(report_id=report_id, recipient_id=recipient_id)
    return redirect(f"{report.staff_url}/mail", toast=_("Removed."))


@post(_MAIL + "/now", action="reports.enter")
async def send_now(visit: Visit, report_id: int) -> Redirect:
    """With the report's own period."""
    report = await managed(visit, report_id)
    n = await send_issue(report_id=report_id, period=None, by=person_of(visit))
    said = ngettext("It is on its way to {n} person.", "It is on its way to {n} people.", n).format(n=n)
    return redirect(f"{report.staff_url}/mail", toast=said, done=n > 0)


@get("/reports/confirm/{token:str}", action="reports.view")
async def ask_confirm(visit: Visit, token: str) -> Answer:
    del visit
    recipient, report = await _reader(token, "confirm")
    return page("reports/answer.html", asked="confirm", done=recipient.gets_it, title=report.content.title)


@post("/reports/confirm/{token:str}", action="reports.view")
async def do_confirm(visit: Visit, token: str) -> Answer:
    del visit
    recipient, report = await _reader(token, "confirm")
    await confirm(recipient)
    return page("reports/answer.html", asked="confirm", done=True, title=report.content.title)


@get("/reports/stop/{token:str}", action="reports.view")
async def ask_stop(visit: Visit, token: str) -> Answer:
    del visit
    recipient, report = await _reader(token, "stop")
    stopped = recipient.stopped_at is not None
    return page("reports/answer.html", asked="stop", done=stopped, title=report.content.title)


@post("/reports/stop/{token:str}", action="reports.view")
async def do_stop(visit: Visit, token: str) -> Answer:
    """Also what the mail program's own button posts (RFC 8058)."""
    del visit
    recipient, report = await _reader(token, "stop")
    await stop(recipient)
    return page("reports/answer.html", asked="stop", done=True, title=report.content.title)


@get("/reports/sent/{issue_id:int}/{token:str}", action="reports.view")
async def read_sent(visit: Visit, issue_id: int, token: str) -> Answer:
    del visit
    recipient, _report = await _reader(token, "read")
    issue = await load_issue(issue_id)
    if issue is None or issue.report_id != recipient.report_id or not recipient.gets_it:
        raise NotFound
    return page("reports/sent.html", issue=issue, document=issue.document)


async def _reader(token: str, purpose: str) -> tuple[Recipient, Report]:
    recipient = await by_token(token, purpose)
    report = await load_report(recipient.report_id) if recipient else None
    if recipient is None or report is None:
        raise NotFound(_("This link does not work any more."))
    return recipient, report


async def _colleague_form(raw: Raw | None = None) -> Bound[ColleagueForm]:
    return bind(ColleagueForm, raw, options={"person": await colleagues_to_choose()})


async def _page(
    report: Report,
    *,
    when: Bound[WhenForm] | None = None,
    colleague: Bound[ColleagueForm] | None = None,
    address: Bound[AddressForm] | None = None,
    status: int = 200,
) -> Page:
    schedule = await schedule_of(report.id)
    return page(
        "reports/mail.html",
        status=status,
        schedule=schedule,
        when=when or bind(WhenForm, initial={"every": schedule.every if schedule else ""}),
        colleague=colleague or await _colleague_form(),
        address=address or bind(AddressForm),
        recipients=await recipients_of(report.id),
        **head(report, "mail"),
    )
