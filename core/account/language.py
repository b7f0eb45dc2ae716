"""The language of the pages: kept in a cookie for visitors, and with the person for mail."""

from core.http import Answer, Visit, post, redirect
from core.http.cookies import locale_cookie
from core.http.own_paths import own_path
from core.people.service import change_locale


@post("/language", action="account.enter", both=True)
async def choose_language(visit: Visit) -> Answer:
    raw = await visit.body()
    chosen, back = (str(raw.get(name, [""])[-1]) for name in ("locale", "next"))
    if chosen not in visit.site.languages:
        return redirect(own_path(back))
    if visit.person is not None:
        await change_locale(person_id=visit.person.id, locale=chosen)
    return redirect(own_path(back), cookies=(locale_cookie(chosen),))
