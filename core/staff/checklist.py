"""From empty to first project: what is done is asked of the data, and nobody ticks anything."""

from dataclasses import dataclass

from core.db import row
from core.i18n import Text, _
from core.tenancy import Site, Tenant

# A new place begins with a draft of ours: a project counts when there is another, or when somebody has worked on it.
_STATES = """
    SELECT EXISTS (SELECT 1 FROM project WHERE state <> 'draft' OR updated_at > created_at OR id > (SELECT min(id) FROM project))
               AS begun,
           EXISTS (SELECT 1 FROM project WHERE state <> 'draft') AS published,
           EXISTS (SELECT 1 FROM invitation) OR (SELECT count(*) > 1 FROM person WHERE role <> 'participant'
               AND expert_id IS NULL AND closed_at IS NULL) AS invited
"""
_BUILT_IN_COLOUR = Site().brand_colour.lower()


@dataclass(frozen=True, slots=True)
class Step:
    """`url` empty: nothing that these people can do themselves."""

    label: Text
    done: bool
    url: str
    help: Text


async def checklist(*, site: Site, tenant: Tenant) -> list[Step]:
    found = await row(_STATES) or {}
    return [*_about_the_place(site), *_about_the_work(found), _confirmed(tenant)]


def _about_the_place(site: Site) -> list[Step]:
    return [
        Step(
            _("Say what the site is called, and what it is for"),
            bool(site.names and site.taglines),
            "/manage/settings",
            _("The name stands on every page, the line below it on the front page."),
        ),
        Step(
            _("Say whom people can write to"),
            bool(site.contact.email),
            "/manage/settings",
            _("An address that somebody reads. It stands at the bottom of every page."),
        ),
        Step(
            _("Give the site your colour or your logo"),
            site.brand_colour.lower() != _BUILT_IN_COLOUR or bool(site.logo),
            "/manage/look",
            _("All colours are made from one, and always readable."),
        ),
        Step(
            _("Write how you use what people tell you"),
            bool(site.privacy),
            "/manage/settings/texts",
            _("Everyone who registers is asked to read it. Your data protection officer can help."),
        ),
        Step(
            _("Link to your accessibility statement"),
            bool(site.accessibility_statement_url),
            "/manage/settings",
            _("The law asks for one. You make it at uustatus.no."),
        ),
    ]


def _about_the_work(found: dict[str, bool]) -> list[Step]:
    return [
        Step(
            _("Invite a colleague"),
            found["invited"],
            "/manage/people/invitations",
            _("Then somebody answers also when you are away."),
        ),
        Step(
            _("Begin your first project"),
            found["begun"],
            "/manage/projects",
            _("There is a draft that explains itself. Change it, or begin with your own."),
        ),
        Step(
            _("Publish it"),
            found["published"],
            "/manage/projects",
            _("The project's own list says what is missing."),
        ),
    ]


def _confirmed(tenant: Tenant) -> Step:
    return Step(
        _("We confirm that the site is yours"),
        tenant.confirmed,
        "",
        _("Done by support, mostly within a working day. Until then only invited people can take part."),
    )
