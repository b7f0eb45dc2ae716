"""Telling the moderators that something is wrong with a contribution."""

from core.contributions.forms import ReportForm
from core.contributions.screening import flag
from core.contributions.spot import found_at
from core.contributions.telling import tell_moderators
from core.forms import bind
from core.http import Answer, Visit, get, page, post, redirect
from core.i18n import _
from core.people.limits import Limit, TooOften, count

REPORTS = Limit("reports", most=30, seconds=3_600)  # each new one is told to all moderators


@get("/contributions/{contribution_id:int}/report", action="contribution.act")
async def report_form(visit: Visit, contribution_id: int) -> Answer:
    _spot, found = await found_at(visit, contribution_id)
    return page("contributions/report.html", item=found, form=bind(ReportForm))


@post("/contributions/{contribution_id:int}/report", action="contribution.act")
async def send_report(visit: Visit, contribution_id: int) -> Answer:
    """Possible after the activity has closed, too. Who reported is told to nobody but the moderators."""
    spot, found = await found_at(visit, contribution_id)
    form = bind(ReportForm, await visit.body())
    if not form.ok:
        return page("contributions/report.html", status=422, item=found, form=form)
    try:
        await count(REPORTS, str(spot.person.id))
    except TooOften as refused:
        return page("contributions/report.html", status=422, item=found, form=form.refuse(refused))
    report = form.values
    if await flag(contribution_id=found.id, reason=report.reason, text=report.text, person=spot.person):
        words = found.title or found.text
        await tell_moderators(spot.place, contribution_id=found.id, text=words, waits=False)
    return redirect(found.url, toast=_("Thank you. A moderator will look at it."))
