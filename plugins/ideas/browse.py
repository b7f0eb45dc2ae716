"""Reading: the list as cards, lines or a map; what is similar to what is being written."""

import json
from typing import Any
from urllib.parse import urlencode

from core.sdk import (
    Answer,
    Data,
    Localized,
    Place,
    Visit,
    Wish,
    clean_line,
    get,
    how_many,
    listing,
    on_map,
    page,
    redirect,
    similar,
    statuses,
    topics,
)
from plugins.ideas.settings import SORT_NAMES, settings_of

IDEA = "idea"
VIEWS = ("cards", "list", "map")
SIZE = 20
FILTERS = ("topic", "status", "area", "q")


@get("/", action="ideas.view", at="activity", keep=True)
async def show_list(visit: Visit, place: Place) -> Answer:
    wish = wish_of(visit, place)
    if wish.sort == "random" and not wish.seed:
        return redirect(address(visit, place.url, seed=seed_of(visit), sort="random"))
    view = view_of(visit, place)
    found = await listing(activity_id=place.here.id, kind=IDEA, wish=wish, viewer=visit.person, size=SIZE)
    return page(
        "ideas/list.html",
        block="list",
        ideas=found.items,
        older=address(visit, place.url, cursor=found.older) if found.older else None,
        newer=address(visit, place.url, cursor=found.newer) if found.newer else None,
        total=await how_many(activity_id=place.here.id, kind=IDEA, wish=wish),
        wish=wish,
        view=view,
        views=[(name, address(visit, place.url, view=name)) for name in VIEWS],
        map_src=f"{place.url}/map.json?{_query(visit)}",
        may_support=visit.can("ideas.support"),
        may_oppose=visit.can("ideas.oppose"),
        filtered=any(visit.query.get(name) for name in FILTERS),
        **await list_choices(visit),
        **about(place),
    )


@get("/map.json", action="ideas.view", at="activity")
async def show_map(visit: Visit, place: Place) -> Answer:
    """GeoJSON points of what the list's filters leave."""
    found = await on_map(activity_id=place.here.id, kind=IDEA, wish=wish_of(visit, place))
    return geojson(place, found)


@get("/similar", action="ideas.view", at="activity")
async def show_similar(visit: Visit, place: Place) -> Answer:
    text = f"{visit.query.get('title', '')} {visit.query.get('body', '')}"[:2_000]
    found = await similar(activity_id=place.here.id, kind=IDEA, text=text, size=4, viewer=visit.person)
    return page("ideas/similar.html", block="similar", similar=found, place=place)


def geojson(place: Place, points: list[dict[str, Any]]) -> Data:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [each["longitude"], each["latitude"]]},
            "properties": {"title": each["title"], "url": f"{place.url}/{each['id']}", "kind": IDEA},
        }
        for each in points
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return Data(content.encode(), "application/geo+json")


def wish_of(visit: Visit, place: Place) -> Wish:
    """What the address asks for; what makes no sense is passed over."""
    query = visit.query
    sort = query.get("sort", "")
    return Wish(
        sort=sort if sort in SORT_NAMES else settings_of(place.here).sort,
        topic=query.get("topic", "")[:60],
        status=query.get("status", "")[:40],
        area=query.get("area", "")[:60],
        text=clean_line(query.get("q", ""))[:200],
        seed=query.get("seed", "")[:40],
        cursor=query.get("cursor", ""),
        located=view_of(visit, place) == "map",
    )


def view_of(visit: Visit, place: Place) -> str:
    view = visit.query.get("view", "")
    known = VIEWS if settings_of(place.here).map else VIEWS[:2]
    return view if view in known else "cards"


def seed_of(visit: Visit) -> str:
    """The same random order for one visitor, without a cookie: from who, or from where, one is."""
    return f"p{visit.person.id}" if visit.person else visit.ip_key[:12]


def address(visit: Visit, path: str, **changes: str) -> str:
    """The list at this path with something changed; every change but the cursor begins at the list's beginning."""
    kept = {name: value for name, value in visit.query.items() if name != "cursor"}
    wanted = {name: value for name, value in (kept | changes).items() if value}
    return f"{path}?{urlencode(wanted)}" if wanted else path


def about(place: Place) -> dict[str, Any]:
    """What every page here says of the activity."""
    chosen = settings_of(place.here)
    return {"chosen": chosen, "called": chosen.called, "base": place.url}


async def list_choices(visit: Visit) -> dict[str, Any]:
    """Options of the filters."""
    return {
        "topics": await topics(),
        "statuses": await statuses(),
        "areas": area_names(visit),
        "sorts": list(SORT_NAMES.items()),
    }


def area_names(visit: Visit) -> dict[str, Localized]:
    return {area["key"]: Localized.of(area.get("names", {})) for area in visit.site.areas}


def _query(visit: Visit) -> str:
    return urlencode({name: visit.query[name] for name in FILTERS if visit.query.get(name)})
