"""Topics: what contributions and projects are about."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec

from core.contributions.labels import add_topic, change_topic, order_topics, topics
from core.contributions.refusals import StillUsed
from core.contributions.relabel import merge_topic, remove_unused_topic, topic_uses
from core.forms import Choice, LocalizedText
from core.http import Answer, Visit, get, post
from core.i18n import Localized, _
from core.projects import relabel
from core.staff import labels

BASE = "/manage/topics"
_ONE = BASE + "/{topic_id:int}"
ICONS = (
    ("bulb", _("Light bulb")),
    ("globe", _("Globe")),
    ("group", _("People")),
    ("heart", _("Heart")),
    ("house", _("House")),
    ("map", _("Map")),
    ("star", _("Star")),
    ("bank", _("Money")),
    ("book", _("Book")),
    ("calendar", _("Calendar")),
    ("chat", _("Talk")),
    ("flag", _("Flag")),
)


class TopicForm(msgspec.Struct, kw_only=True):
    names: Annotated[
        Localized,
        LocalizedText(
            label=_("Name of the topic"), max=60, required=True, missing=_("Write what the topic is called.")
        ),
    ]
    descriptions: Annotated[
        Localized,
        LocalizedText(
            label=_("What belongs here"),
            help=_("One or two sentences, so that people choose the same topic for the same thing."),
            long=True,
            max=300,
            required=True,
            missing=_("Write what belongs to this topic."),
        ),
    ]
    icon: Annotated[str, Choice(label=_("Picture"), options=ICONS, required=False)] = ""


class Topics:
    base = BASE
    subject = "topic"
    form = TopicForm
    words = labels.Words(
        title=_("Topics"),
        lead=_("What ideas and projects are about. People choose among them, and filter lists by them."),
        new=_("New topic"),
        none=_("No topics yet"),
        remove=_("Remove the topic “{name}”?"),
    )

    async def lines(self, visit: Visit) -> list[labels.Line]:
        mine, theirs = await topic_uses(), await relabel.topic_uses()
        languages = list(visit.site.languages)
        return [
            labels.Line(
                key=str(each.id),
                name=each.name,
                note=each.description or _("Not described yet: say what belongs here."),
                uses=mine.get(each.id, 0) + theirs.get(each.id, 0),
                missing=tuple(each.name.missing(languages)),
            )
            for each in await topics()
        ]

    async def initial(self, visit: Visit, key: str) -> Mapping[str, Any] | None:  # noqa: ARG002
        found = next((each for each in await topics() if str(each.id) == key), None)
        if found is None:
            return None
        return {"names": found.name, "descriptions": found.description, "icon": found.icon}

    async def add(self, visit: Visit, sent: TopicForm) -> str:  # noqa: ARG002
        made = await add_topic(names=sent.names, descriptions=sent.descriptions, icon=sent.icon)
        return str(made)

    async def change(self, visit: Visit, key: str, sent: TopicForm) -> None:  # noqa: ARG002
        await change_topic(
            topic_id=int(key), names=sent.names, descriptions=sent.descriptions, icon=sent.icon
        )

    async def order(self, visit: Visit, keys: Sequence[str]) -> None:  # noqa: ARG002
        await order_topics(ids=[int(key) for key in keys])

    async def remove(self, visit: Visit, key: str) -> None:  # noqa: ARG002
        if (await relabel.topic_uses()).get(int(key)):
            raise StillUsed
        await remove_unused_topic(topic_id=int(key))

    async def merge(self, visit: Visit, key: str, into: str) -> None:  # noqa: ARG002
        await merge_topic(topic_id=int(key), into=int(into))
        await relabel.replace_topic(topic_id=int(key), by=int(into))


TOPICS = Topics()


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:
    return await labels.show_list(visit, TOPICS)


@get(BASE + "/new", action="site.manage")
async def new(visit: Visit) -> Answer:
    return await labels.show_new(visit, TOPICS)


@post(BASE + "/new", action="site.manage")
async def make(visit: Visit) -> Answer:
    return await labels.make_new(visit, TOPICS)


@get(_ONE, action="site.manage")
async def one(visit: Visit, topic_id: int) -> Answer:
    return await labels.show_one(visit, TOPICS, str(topic_id))


@post(_ONE, action="site.manage")
async def save(visit: Visit, topic_id: int) -> Answer:
    return await labels.save_one(visit, TOPICS, str(topic_id))


@post(_ONE + "/move", action="site.manage")
async def move(visit: Visit, topic_id: int) -> Answer:
    return await labels.move_one(visit, TOPICS, str(topic_id))


@get(_ONE + "/remove", action="site.manage")
async def ask_remove(visit: Visit, topic_id: int) -> Answer:
    return await labels.ask_remove(visit, TOPICS, str(topic_id))


@post(_ONE + "/remove", action="site.manage")
async def remove(visit: Visit, topic_id: int) -> Answer:
    return await labels.remove_one(visit, TOPICS, str(topic_id))
