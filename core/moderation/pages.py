"""The moderators' pages: what waits, one case, the record, the rules."""

from core.contributions.cursors import typed_id
from core.contributions.screening import save_screening, screening
from core.forms import Bound, Raw, bind
from core.http import Answer, NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.moderation.forms import DecisionForm, RulesForm, decisions_for
from core.moderation.queue import SIZE, Case, Sought, case, cases, decided, how_many_wait, projects_for
from core.moderation.service import Decision, decide
from core.moderation.words import DECISION_WORDS, FLAG_WORDS, SHOW_WORDS
from core.people import Person
from core.projects.place import Place, place_of_activity
from core.text import Refused


@get("/manage/moderation", action="staff.enter")
async def queue(visit: Visit) -> Answer:
    moderator = _moderator(visit)
    sought = _sought(visit)
    found, more = await cases(moderator=moderator, sought=sought)
    return page(
        "manage/moderation/queue.html",
        cases=found,
        more=more,
        sought=sought,
        shows=SHOW_WORDS,
        reasons=FLAG_WORDS,
        counts=await how_many_wait(moderator=moderator),
        projects=await projects_for(moderator=moderator),
    )


@get("/manage/moderation/record", action="staff.enter")
async def record(visit: Visit) -> Answer:
    before = typed_id(visit.query.get("before")) or 0
    found = await decided(moderator=_moderator(visit), before=before)
    more = found[-1][0] if len(found) == SIZE else None
    return page(
        "manage/moderation/record.html", decisions=found, more=more, reasons=FLAG_WORDS, words=DECISION_WORDS
    )


@get("/manage/moderation/rules", action="site.manage")
async def rules(_visit: Visit) -> Answer:
    now = await screening()
    initial = {
        "words": "\n".join(now.words),
        "flood": now.flood,
        "look_first": now.look_first,
        "version": str(now.version),
    }
    return page("manage/moderation/rules.html", form=bind(RulesForm, initial=initial))


@post("/manage/moderation/rules", action="site.manage")
async def save_rules(visit: Visit) -> Answer:
    form = bind(RulesForm, await visit.body())
    if form.ok:
        sent = form.values
        try:
            await save_screening(
                words=sent.words.splitlines(),
                flood=sent.flood,
                look_first=sent.look_first,
                version=sent.version,
            )
            return redirect("/manage/moderation/rules", toast=_("The rules are saved."))
        except Refused as refused:
            form.refuse(refused)
    return page("manage/moderation/rules.html", status=422, form=form)


@get("/manage/moderation/{contribution_id:int}", action="staff.enter")
async def one(visit: Visit, contribution_id: int) -> Answer:
    found, _place = await _case(visit, contribution_id)
    return await _case_page(visit, found, _form(found))


@post("/manage/moderation/{contribution_id:int}", action="staff.enter")
async def send_decision(visit: Visit, contribution_id: int) -> Answer:
    found, place = await _case(visit, contribution_id)
    form = _form(found, await visit.body())
    if not form.ok:
        return await _case_page(visit, found, form, status=422)
    sent = form.values
    try:
        await decide(
            place=place,
            contribution_id=found.id,
            decision=Decision(sent.decision),
            by=_moderator(visit),
            reason=sent.reason,
            text=sent.text,
        )
    except Refused as refused:
        return await _case_page(visit, found, form.refuse(refused), status=422)
    return _decided_redirect()


def _decided_redirect() -> Redirect:
    return redirect("/manage/moderation", toast=_("The decision is made and written down."))


async def _case(visit: Visit, contribution_id: int) -> tuple[Case, Place]:
    """Raises NotFound for what stands in a project that this moderator does not look after."""
    found = await case(contribution_id=contribution_id, moderator=_moderator(visit))
    place = await place_of_activity(visit.site, found.activity_id) if found is not None else None
    if found is None or place is None:
        raise NotFound
    visit.require("project.moderate", place)
    return found, place


async def _case_page(visit: Visit, found: Case, form: Bound[DecisionForm], status: int = 200) -> Page:
    return page(
        "manage/moderation/case.html",
        status=status,
        case=found,
        form=form,
        reasons=FLAG_WORDS,
        words=DECISION_WORDS,
        decisions=await decided(moderator=_moderator(visit), contribution_id=found.id),
    )


def _form(found: Case, raw: Raw | None = None) -> Bound[DecisionForm]:
    return bind(DecisionForm, raw, options={"decision": decisions_for(found.state)})


def _moderator(visit: Visit) -> Person:
    if visit.person is None:
        raise NotFound
    return visit.person


def _sought(visit: Visit) -> Sought:
    query = visit.query
    show = query.get("show", "open")
    reason = query.get("reason", "")
    return Sought(
        show=show if show in SHOW_WORDS else "open",
        reason=reason if reason in FLAG_WORDS else "",
        project=typed_id(query.get("project")) or 0,
        after=typed_id(query.get("after")) or 0,
    )
