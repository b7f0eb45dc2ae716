"""A person's notifications, what they want mail about, and the way out of mail for those who are not signed in."""

import msgspec

from core.forms import bind
from core.http import Answer, NotFound, Visit, get, page, post, redirect
from core.i18n import _
from core.messages.choices import all_kinds_chosen, save_choices
from core.messages.forms import form_for
from core.messages.inbox import inbox, mark_all_read, open_notification
from core.messages.kinds import How
from core.messages.mail import mail_fails
from core.messages.unsubscribe import Stop, read_link, stop_mail
from core.people import Person

HERE = "/account/notifications"


@get(HERE, action="account.own")
async def notifications(visit: Visit) -> Answer:
    me = _me(visit)
    before = visit.query.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) <= 18 else None  # noqa: PLR2004 - a bigint
    found = await inbox(person_id=me.id, before=number)
    older = f"{HERE}?before={found.older}" if found.older else None
    newer = HERE if number else None
    fails = await mail_fails(person_id=me.id)
    return page("messages/inbox.html", tab=HERE, inbox=found, older=older, newer=newer, mail_fails=fails)


@post(HERE + "/{notification_id:int}/open", action="account.own")
async def open_one(visit: Visit, notification_id: int) -> Answer:
    url = await open_notification(notification_id=notification_id, person_id=_me(visit).id)
    if url is None:
        raise NotFound
    return redirect(url)


@post(HERE + "/read", action="account.own")
async def read_all(visit: Visit) -> Answer:
    await mark_all_read(person_id=_me(visit).id)
    return redirect(HERE, toast=_("All are marked as read."))


@get(HERE + "/mail", action="account.own")
async def choose(visit: Visit) -> Answer:
    me = _me(visit)
    chosen = await all_kinds_chosen(person_id=me.id)
    form = bind(form_for(staff=me.is_staff), initial={name: how.value for name, how in chosen.items()})
    return page("messages/choices.html", tab=HERE, form=form)


@post(HERE + "/mail", action="account.own")
async def save(visit: Visit) -> Answer:
    me = _me(visit)
    form = bind(form_for(staff=me.is_staff), await visit.body())
    if not form.ok:
        return page("messages/choices.html", status=422, tab=HERE, form=form)
    chosen = {name: How(how) for name, how in msgspec.structs.asdict(form.values).items()}
    await save_choices(person_id=me.id, choices=chosen)
    return redirect(HERE, toast=_("Your choices are saved."))


@get("/unsubscribe/{token:str}", action="site.view")
async def ask_to_stop(visit: Visit, token: str) -> Answer:  # noqa: ARG001 - anybody who has the link
    """A page that asks: programs that look into mail for viruses open every link in it."""
    return page("messages/unsubscribe.html", stop=await _stop(token), token=token, done=False)


@post("/unsubscribe/{token:str}", action="site.view")
async def stop(visit: Visit, token: str) -> Answer:
    """Also what a mail program posts by itself: no session, no redirect (RFC 8058)."""
    found = await _stop(token)
    everything = (await visit.body()).get("what") == ["all"]
    await stop_mail(stop=found, everything=everything)
    return page("messages/unsubscribe.html", stop=found, token=token, done=True, everything=everything)


async def _stop(token: str) -> Stop:
    found = await read_link(token)
    if found is None:
        raise NotFound(
            _("This link no longer works. Sign in, and choose on your own page what you want mail about.")
        )
    return found


def _me(visit: Visit) -> Person:
    if visit.person is None:
        raise NotFound
    return visit.person
