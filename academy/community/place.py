"""Administrators: what this place has in the community, to take with it or to take away."""

import json

from academy.community.posts import all_of_place, remove_place
from academy.community.room import there
from core.sdk import Answer, Data, Redirect, Visit, get, ngettext, note, page, post, redirect


@get("/manage/community/place", action="community.leave")
async def about(visit: Visit) -> Answer:
    found = await there(lambda: all_of_place(visit.tenant.id))
    hidden = [each for each in found["posts"] if each["hidden"]]
    return page(
        "community/place.html", posts=len(found["posts"]), members=len(found["members"]), hidden=hidden
    )


@get("/manage/community/place/export.json", action="community.leave")
async def export(visit: Visit) -> Answer:
    found = await there(lambda: all_of_place(visit.tenant.id))
    content = json.dumps(found, ensure_ascii=False, indent=1, default=str).encode()
    headers = {
        "Content-Disposition": 'attachment; filename="community.json"',
        "cache-control": "private, no-store",
    }
    return Data(content, "application/json", headers=headers)


@post("/manage/community/place/remove", action="community.leave")
async def remove(visit: Visit) -> Redirect:
    gone = await there(lambda: remove_place(visit.tenant.id))
    await note(
        action="community.leave", subject="site", subject_id=0, details={"posts": gone}, by=visit.person
    )
    said = ngettext("{n} post is taken away.", "{n} posts are taken away.", gone).format(n=gone)
    return redirect("/manage/community/place", toast=said)
