"""Letting a support expert in, or not: on the page, or by the link in the mail."""

from core.audit import note
from core.http import NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import Text, _
from core.people import Person
from core.tenancy.aside import at_platform
from tenants.desk.entering import asks

_KEYED = "/support/ask/{key:str}"


@post("/manage/help/asks/{ask_id:int}", action="site.manage")
async def answer(visit: Visit, ask_id: int) -> Redirect:
    return redirect("/manage/help", toast=await _decide(visit, ask_id, visit.person))


@get(_KEYED, action="account.enter")
async def ask_again(visit: Visit, key: str) -> Page:
    """What a link opens changes nothing: the two buttons do."""
    ask_id = _named(visit, key)
    found = await at_platform(lambda: asks.ask_named(tenant_id=visit.tenant.id, ask_id=ask_id))
    if found is None:
        raise NotFound
    return page("help/ask.html", ask=found, key=key)


@post(_KEYED, action="account.enter")
async def answer_by_mail(visit: Visit, key: str) -> Redirect:
    return redirect("/", toast=await _decide(visit, _named(visit, key), visit.person))


async def _decide(visit: Visit, ask_id: int, person: Person | None) -> Text:
    allow = (await visit.body()).get("answer", [""])[-1] == "allowed"
    by = person.name if person else ""
    try:
        await at_platform(
            lambda: asks.decide(tenant_id=visit.tenant.id, ask_id=ask_id, allow=allow, by=by or "e-mail")
        )
    except asks.AnsweredAlready as late:
        raise NotFound(late.message) from late
    details = {"ask": ask_id, "by_mail": person is None}
    action = "help.let_in" if allow else "help.keep_out"
    await note(action=action, subject="help_ask", subject_id=ask_id, details=details, by=person)
    return _("Thank you. The expert can come in now.") if allow else _("Thank you. The expert is told no.")


def _named(visit: Visit, key: str) -> int:
    ask_id = asks.ask_in(key, visit.tenant.id)
    if ask_id is None:
        raise NotFound(_("This link is too old, or for another place."))
    return ask_id
