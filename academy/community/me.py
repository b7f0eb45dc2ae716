"""How others see me, whether they see me at all, and the directory of those who want to be seen."""

import msgspec

from academy.community.forms import MeForm
from academy.community.members import join, leave, listed_members
from academy.community.room import me_there, there
from core.sdk import Answer, Redirect, Visit, _, bind, get, page, person_of, post, redirect


@get("/manage/community/me", action="community.enter")
async def me(visit: Visit) -> Answer:
    found = await me_there(visit)
    initial = (
        {name: getattr(found, name) for name in MeForm.__struct_fields__}
        if found
        else {"name": person_of(visit).name}
    )
    return page("community/me.html", form=bind(MeForm, initial=initial), joined=found is not None)


@post("/manage/community/me", action="community.enter")
async def save(visit: Visit) -> Answer:
    form, person = bind(MeForm, await visit.body()), person_of(visit)
    if not form.ok:
        return page("community/me.html", status=422, form=form, joined=await me_there(visit) is not None)
    said, tenant, place = msgspec.structs.asdict(form.values), visit.tenant.id, str(visit.site.name)
    await there(lambda: join(tenant=tenant, place=place, person=person.id, said=said))
    return redirect("/manage/community", toast=_("Saved."))


@post("/manage/community/me/leave", action="community.enter")
async def go(visit: Visit) -> Redirect:
    person = person_of(visit)
    await there(lambda: leave(tenant=visit.tenant.id, person=person.id))
    return redirect("/manage/community", toast=_("Your name is gone from the community."))


@get("/manage/community/directory", action="community.enter")
async def directory(visit: Visit) -> Answer:
    text = visit.query.get("text", "")[:100].strip()
    return page("community/directory.html", members=await there(lambda: listed_members(text=text)), text=text)
