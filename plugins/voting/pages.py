"""The activity's own page: what can be voted for, filtered; two or more side by side."""

import hashlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from core.sdk import Answer, Place, Visit, clean_line, get, page, redirect
from plugins.voting.ballot.drafts import has_cast
from plugins.voting.decided import is_decided
from plugins.voting.money import say_cost, say_kroner
from plugins.voting.options import Part, VoteOption, options_of, parts_of
from plugins.voting.settings import RULES, settings_of

MOST_COMPARED = 4
ORDERS = 16  # as many random orders as there are for visitors: each of them is a page that can be kept
FILTERS = ("category", "district", "q")


@get("/", action="voting.view", at="activity", keep=True)
async def show_options(visit: Visit, place: Place) -> Answer:
    if settings_of(place.here).shuffle and not visit.query.get("order"):
        kept = {name: visit.query[name] for name in FILTERS if visit.query.get(name)}
        return redirect(f"{place.url}?{urlencode(kept | {'order': _order(visit)})}")
    parts = await parts_of(activity_id=place.here.id)
    everything = await options_of(activity=place.here, on_ballot=None)
    offered = [each for each in everything if each.on_ballot and each.state == "published"]
    return page(
        "voting/list.html",
        block="list",
        options=ordered(_filtered(offered, visit), place, visit.query.get("order", "")[:10]),
        total=len(offered),
        set_aside=sum(not each.on_ballot and each.state == "published" for each in everything),
        filtered=any(visit.query.get(name) for name in FILTERS),
        cast=await has_cast(activity_id=place.here.id, person=visit.person),
        order=visit.query.get("order", "")[:10],
        decided=await is_decided(activity_id=place.here.id),
        **about(place, parts),
    )


@get("/set-aside", action="voting.view", at="activity", keep=True)
async def show_set_aside(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    """Options that were found impossible, each with the reason."""
    parts = await parts_of(activity_id=place.here.id)
    found = await options_of(activity=place.here, on_ballot=False)
    return page("voting/set_aside.html", options=found, **about(place, parts))


@get("/compare", action="voting.view", at="activity")
async def compare(visit: Visit, place: Place) -> Answer:
    """Those that were ticked, side by side."""
    ticked = set(visit.request.query_params.getall("option", []))
    found = [option for option in await options_of(activity=place.here) if str(option.id) in ticked]
    parts = await parts_of(activity_id=place.here.id)
    return page(
        "voting/compare.html",
        options=found[:MOST_COMPARED],
        many=len(found) > MOST_COMPARED,
        **about(place, parts),
    )


def about(place: Place, parts: Sequence[Part]) -> dict[str, Any]:
    """What every page here says of the vote."""
    chosen = settings_of(place.here)
    return {
        "chosen": chosen,
        "base": place.url,
        "parts": {part.id: part for part in parts},
        "categories": [part for part in parts if part.kind == "category"],
        "districts": [part for part in parts if part.kind == "district"],
        "rule_name": RULES.get(chosen.rule, ""),
        "kroner": say_kroner,
        "cost": lambda option: say_cost(chosen, option.cost),
    }


def ordered(options: Sequence[VoteOption], place: Place, seed: str) -> list[VoteOption]:
    """In the order of this seed, where staff let chance decide: then nobody wins by standing first."""
    if not settings_of(place.here).shuffle:
        return list(options)
    return sorted(options, key=lambda each: hashlib.sha256(f"{seed}:{each.id}".encode()).digest())


def _order(visit: Visit) -> str:
    """One of the orders, the same for one visitor without a cookie."""
    who = f"p{visit.person.id}" if visit.person else visit.ip_key
    return str(hashlib.sha256(who.encode()).digest()[0] % ORDERS)


def _filtered(options: Sequence[VoteOption], visit: Visit) -> list[VoteOption]:
    category, district = visit.query.get("category", ""), visit.query.get("district", "")
    words = clean_line(visit.query.get("q", ""))[:100].casefold().split()
    return [
        each
        for each in options
        if (not category or str(each.category) == category)
        and (not district or each.district is None or str(each.district) == district)
        and all(word in f"{each.title} {each.text} {each.address}".casefold() for word in words)
    ]
