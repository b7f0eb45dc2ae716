"""Statuses: how far the municipality has come with what people wrote."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec

from core.contributions.labels import add_status, change_status, order_statuses, remove_status, statuses
from core.contributions.relabel import merge_status, status_uses
from core.forms import Choice, LocalizedText
from core.http import Answer, Visit, get, post
from core.i18n import Localized, _
from core.staff import labels

BASE = "/manage/statuses"
_ONE = BASE + "/{status_id:int}"
KINDS = {
    "open": _("Not decided yet"),
    "accepted": _("Will be done"),
    "done": _("Done"),
    "declined": _("Will not be done"),
}
COLOURS = (
    ("neutral", _("Grey")),
    ("info", _("Blue")),
    ("accent", _("The site's own")),
    ("success", _("Green")),
    ("warning", _("Yellow")),
    ("danger", _("Red")),
)


class StatusForm(msgspec.Struct, kw_only=True):
    names: Annotated[
        Localized,
        LocalizedText(
            label=_("Name of the status"),
            help=_("In words that residents use: “Being considered”, not “In process”."),
            max=40,
            required=True,
            missing=_("Write what the status is called."),
        ),
    ]
    kind: Annotated[
        str,
        Choice(
            label=_("What it means"),
            help=_("So that figures are right whatever you call it."),
            options=tuple(KINDS.items()),
            missing=_("Choose what the status means."),
        ),
    ]
    colour: Annotated[str, Choice(label=_("Colour"), options=COLOURS, missing=_("Choose a colour."))]


class Statuses:
    base = BASE
    subject = "status"
    form = StatusForm
    words = labels.Words(
        title=_("Statuses"),
        lead=_("How far you have come with an idea. The first is what a new one begins with."),
        new=_("New status"),
        none=_("No statuses yet"),
        remove=_("Remove the status “{name}”?"),
    )

    async def lines(self, visit: Visit) -> list[labels.Line]:
        uses = await status_uses()
        languages = list(visit.site.languages)
        return [
            labels.Line(
                key=str(each.id),
                name=each.name,
                note=KINDS.get(each.kind, each.kind),
                uses=uses.get(each.id, 0),
                colour=each.colour,
                missing=tuple(each.name.missing(languages)),
            )
            for each in await statuses()
        ]

    async def initial(self, visit: Visit, key: str) -> Mapping[str, Any] | None:  # noqa: ARG002
        found = next((each for each in await statuses() if str(each.id) == key), None)
        if found is None:
            return None
        return {"names": found.name, "kind": found.kind, "colour": found.colour}

    async def add(self, visit: Visit, sent: StatusForm) -> str:  # noqa: ARG002
        return str(await add_status(names=sent.names, kind=sent.kind, colour=sent.colour))

    async def change(self, visit: Visit, key: str, sent: StatusForm) -> None:  # noqa: ARG002
        await change_status(status_id=int(key), names=sent.names, kind=sent.kind, colour=sent.colour)

    async def order(self, visit: Visit, keys: Sequence[str]) -> None:  # noqa: ARG002
        await order_statuses(ids=[int(key) for key in keys])

    async def remove(self, visit: Visit, key: str) -> None:  # noqa: ARG002
        await remove_status(status_id=int(key))

    async def merge(self, visit: Visit, key: str, into: str) -> None:  # noqa: ARG002
        await merge_status(status_id=int(key), into=int(into))


STATUSES = Statuses()


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:
    return await labels.show_list(visit, STATUSES)


@get(BASE + "/new", action="site.manage")
async def new(visit: Visit) -> Answer:
    return await labels.show_new(visit, STATUSES)


@post(BASE + "/new", action="site.manage")
async def make(visit: Visit) -> Answer:
    return await labels.make_new(visit, STATUSES)


@get(_ONE, action="site.manage")
async def one(visit: Visit, status_id: int) -> Answer:
    return await labels.show_one(visit, STATUSES, str(status_id))


@post(_ONE, action="site.manage")
async def save(visit: Visit, status_id: int) -> Answer:
    return await labels.save_one(visit, STATUSES, str(status_id))


@post(_ONE + "/move", action="site.manage")
async def move(visit: Visit, status_id: int) -> Answer:
    return await labels.move_one(visit, STATUSES, str(status_id))


@get(_ONE + "/remove", action="site.manage")
async def ask_remove(visit: Visit, status_id: int) -> Answer:
    return await labels.ask_remove(visit, STATUSES, str(status_id))


@post(_ONE + "/remove", action="site.manage")
async def remove(visit: Visit, status_id: int) -> Answer:
    return await labels.remove_one(visit, STATUSES, str(status_id))
