"""Before and after: what is missing, publish, unpublish, archive. What is missing comes from core and from the plugins."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.db import execute, row, rows
from core.host import house
from core.host.events import emit
from core.host.hooks import ask_plugin
from core.host.hookspecs import Problem
from core.i18n import Localized, Text, _
from core.projects.content import Block, ImageBlock, blocks_from
from core.projects.place import Activity, activity_from, phase_from
from core.tenancy import Site
from core.text.errors import Refused

_LANGUAGES = {"nb": _("Bokmål"), "nn": _("Nynorsk"), "en": _("English"), "se": _("Northern Sámi")}


class NotReady(Refused):
    """`missing` says what must be mended."""

    def __init__(self, missing: list["Check"]) -> None:
        super().__init__(_("The project cannot be published yet. The list shows what is missing."))
        self.missing = missing


@dataclass(frozen=True, kw_only=True)
class Check:
    """A line of the list. `blocking` and not `done`: no publishing."""

    label: Text | str
    done: bool
    url: str | None = None
    help: Text | str | None = None
    blocking: bool = False

    @property
    def stops(self) -> bool:
        return self.blocking and not self.done


async def checks_of(*, project_id: int, site: Site) -> list[Check]:
    """Everything worth doing before publishing, done or not."""
    found = await row("SELECT * FROM project WHERE id = $1", project_id)
    if found is None:
        return []
    activities = await _activities(project_id)
    own = [*_of_core(found, activities), *_of_languages(found, activities, site)]
    return [*own, *[check for activity in activities for check in await _of_plugin(project_id, activity)]]


async def publish(*, project_id: int, site: Site, at: datetime | None = None) -> None:
    """The project and all its activities. Raises NotReady with what is missing. `at`: when it was published elsewhere."""
    missing = [check for check in await checks_of(project_id=project_id, site=site) if check.stops]
    if missing:
        raise NotReady(missing)
    await execute(
        "UPDATE project SET state = 'published', published_at = coalesce(published_at, $2, now()), updated_at = now(), "
        "version = version + 1 WHERE id = $1",
        project_id,
        at,
    )
    await execute("UPDATE activity SET state = 'published' WHERE project = $1", project_id)
    await emit("project.published", subject_id=project_id, project_id=project_id)


async def unpublish(*, project_id: int) -> None:
    """A draft again: only staff see it. What people wrote is kept."""
    await _set_state(project_id, "draft")


async def archive(*, project_id: int) -> None:
    """It can be read; nothing in it is open."""
    await _set_state(project_id, "archived")


async def _set_state(project_id: int, state: str) -> None:
    await execute(
        "UPDATE project SET state = $2, updated_at = now(), version = version + 1 WHERE id = $1",
        project_id,
        state,
    )


def _of_core(found: dict[str, Any], activities: list[Activity]) -> list[Check]:
    base = f"/manage/projects/{found['id']}"
    cover, blocks = found["cover"], blocks_from(found["blocks"])
    return [
        Check(
            label=_("Say in a sentence or two what the project is about"),
            done=bool(Localized.of(found["summaries"])),
            url=f"{base}/details",
            blocking=True,
        ),
        Check(
            label=_("Choose a cover picture"),
            done=bool(cover.get("file")),
            url=f"{base}/details",
            help=_("A picture makes more people look."),
        ),
        Check(
            label=_("Say what every picture shows, for those who cannot see it"),
            done=not _pictures_without_words(cover, blocks),
            url=f"{base}/details" if cover.get("file") and not cover.get("alt") else f"{base}/content",
            blocking=True,
        ),
        Check(label=_("Write the description"), done=bool(blocks), url=f"{base}/content"),
        Check(
            label=_("Say what you promise to do with what people write"),
            done=bool(Localized.of(found["promise"])),
            url=f"{base}/details",
            help=_("People take part when they know what it leads to."),
        ),
        Check(
            label=_("Say who answers questions"),
            done=found["contact_person"] is not None,
            url=f"{base}/details",
        ),
        Check(
            label=_("Add something to take part in"),
            done=bool(activities),
            url=f"{base}/timeline",
            help=_("Phases say when; activities say how."),
        ),
    ]


def _pictures_without_words(cover: dict[str, Any], blocks: list[Block]) -> bool:
    pictures = [block for block in blocks if isinstance(block, ImageBlock) and block.file]
    return (bool(cover.get("file")) and not cover.get("alt")) or any(not block.alt for block in pictures)


def _of_languages(found: dict[str, Any], activities: list[Activity], site: Site) -> list[Check]:
    """Readers get the nearest language that is written, never a blank; staff see what is missing."""
    texts = [Localized.of(found["titles"]), Localized.of(found["summaries"]), Localized.of(found["promise"])]
    texts += [text for activity in activities for text in (activity.name, activity.intro)]
    written = [text for text in texts if text]
    return [
        Check(
            label=_("Write the texts in {language} too").format(language=_LANGUAGES.get(locale, locale)),
            done=not any(text.missing([locale]) for text in written),
            url=f"/manage/projects/{found['id']}/details",
            help=_(
                "Your municipality is in the Sámi administrative area: announcements are given in Sámi too."
            )
            if locale == "se"
            else None,
        )
        for locale in site.languages[1:]
    ]


async def _of_plugin(project_id: int, activity: Activity) -> list[Check]:
    owner = house().method_owner.get(activity.method)
    url = f"/manage/projects/{project_id}/activities/{activity.id}"
    if owner is None:
        missing = _("“{name}” uses a method that is no longer installed.").format(name=activity.name)
        return [Check(label=missing, done=False, url=url, blocking=True)]
    heard = await ask_plugin(owner, "publish_problems", expect=Problem, activity=activity)
    if heard.failed:
        unsure = _("“{name}” could not say whether something is missing in it.").format(name=activity.name)
        return [Check(label=unsure, done=False, url=url)]
    return [
        Check(
            label=problem.message,
            done=False,
            url=problem.url or f"{url}/settings",
            blocking=problem.blocking,
        )
        for problem in heard.items
    ]


async def _activities(project_id: int) -> list[Activity]:
    found = await rows(
        "SELECT to_jsonb(a) AS activity, to_jsonb(ph) AS phase FROM activity a JOIN phase ph ON ph.id = a.phase "
        "WHERE a.project = $1 ORDER BY ph.position, a.position, a.id",
        project_id,
    )
    return [activity_from(each["activity"], phase_from(each["phase"])) for each in found]
