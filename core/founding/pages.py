"""The door of a new place: the first administrator comes in here, once."""

from core.account.letting_in import let_in
from core.founding.hand_over import come_in, is_good
from core.http import Page, Redirect, Visit, get, page, post
from core.i18n import _
from core.people.codes import CodeGone


@get("/enter", action="account.enter")
async def show_door(visit: Visit) -> Page:
    """A link that is only looked at – by a mail scanner, by a preview – is not used up."""
    token = visit.query.get("token", "")
    return page("founding/enter.html", token=token if is_good(token, visit.tenant) else "")


@post("/enter", action="account.enter")
async def enter(visit: Visit) -> Page | Redirect:
    token = (await visit.body()).get("token", [""])[-1]
    try:
        account = await come_in(token if isinstance(token, str) else "")
    except CodeGone:
        return page("founding/enter.html", status=422, token="")
    return await let_in(visit, account, next_page="/manage", toast=_("Welcome. The site is yours."))
