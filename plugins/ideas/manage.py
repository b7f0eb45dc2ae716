"""The staff table: everything that came in, filtered and sorted, and several dealt with at once."""

from core.sdk import (
    Answer,
    Place,
    Refused,
    State,
    Visit,
    Wish,
    _,
    colleagues,
    get,
    how_many,
    listing,
    ngettext,
    page,
    person_of,
    post,
    redirect,
)
from plugins.ideas.browse import IDEA, about, address, list_choices
from plugins.ideas.bulk import DEEDS, do_with_all
from plugins.ideas.numbers import id_of

SIZE = 50
STATES = {
    "": (State.PUBLISHED, State.WAITING, State.HIDDEN),
    "published": (State.PUBLISHED,),
    "waiting": (State.WAITING,),
    "hidden": (State.HIDDEN,),
    "merged": (State.MERGED,),
}


@get("/manage", action="ideas.moderate", at="activity")
async def show_table(visit: Visit, place: Place) -> Answer:
    wish = _wish(visit)
    found = await listing(activity_id=place.here.id, kind=IDEA, wish=wish, viewer=visit.person, size=SIZE)
    manage = f"{place.url}/manage"
    return page(
        "ideas/manage.html",
        block="list",
        ideas=found.items,
        older=address(visit, manage, cursor=found.older) if found.older else None,
        newer=address(visit, manage, cursor=found.newer) if found.newer else None,
        total=await how_many(activity_id=place.here.id, kind=IDEA, wish=wish),
        wish=wish,
        state=visit.query.get("state", ""),
        mine=wish.assignee is not None,
        colleagues=await colleagues(place=place),
        back=address(visit, manage),
        may_manage=bool(visit.can("ideas.manage")),
        **await list_choices(visit),
        **about(place),
    )


@post("/manage/bulk", action="ideas.moderate", at="activity")
async def do_bulk(visit: Visit, place: Place) -> Answer:
    """The deed and what it needs, for all that were ticked. A redirect back to the same list."""
    sent = {
        name: [part for part in parts if isinstance(part, str)]
        for name, parts in (await visit.body()).items()
    }
    ids = [found for part in sent.get("id", [])[:SIZE] if (found := id_of(part)) is not None]
    deed = (sent.get("do") or [""])[-1]
    back = address(visit, f"{place.url}/manage")
    if not ids or deed not in DEEDS:
        return redirect(back, toast=_("Tick the ideas first, then choose what to do with them."), done=False)
    try:
        count = await do_with_all(place=place, by=person_of(visit), ids=ids, deed=deed, sent=sent)
    except Refused as refused:
        return redirect(back, toast=refused.message, done=False)
    return redirect(
        back, toast=ngettext("{n} idea is changed.", "{n} ideas are changed.", count).format(n=count)
    )


def _wish(visit: Visit) -> Wish:
    query = visit.query
    sort = query.get("sort", "newest")
    mine = query.get("assignee") == "me" and visit.person is not None
    return Wish(
        sort=sort if sort in ("newest", "supported", "discussed") else "newest",
        topic=query.get("topic", "")[:60],
        status=query.get("status", "")[:40],
        area=query.get("area", "")[:60],
        text=query.get("q", "")[:200],
        cursor=query.get("cursor", ""),
        states=STATES.get(query.get("state", ""), STATES[""]),
        assignee=visit.person.id if mine and visit.person else None,
    )
