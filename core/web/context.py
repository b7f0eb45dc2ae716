"""What every page is given: who, where, the menus, what must be said on top."""

from dataclasses import dataclass
from typing import Any

from core.access.known import known_actions
from core.host import house
from core.host.hooks import ask_now
from core.host.hookspecs import Link
from core.http import Visit
from core.http.cookies import NOT_DONE, TOAST
from core.http.signed import unsign
from core.i18n import Text, _
from core.tenancy import Status, current_scope
from core.theme import theme_url
from core.web.notices import notices_for

MANAGE = (
    Link(label=_("Overview"), url="/manage", icon="tasks", action="staff.enter"),
    Link(label=_("Projects"), url="/manage/projects", icon="bookmark", action="staff.enter"),
    Link(label=_("Moderation"), url="/manage/moderation", icon="flag", action="staff.enter"),
)
ADMINISTER = (
    Link(label=_("Settings"), url="/manage/settings", icon="cog", action="site.manage"),
    Link(label=_("Look"), url="/manage/look", icon="eye", action="site.manage"),
    Link(label=_("People"), url="/manage/people", icon="group", action="site.manage"),
    Link(label=_("Topics"), url="/manage/topics", icon="tag", action="site.manage"),
    Link(label=_("Statuses"), url="/manage/statuses", icon="check_circle", action="site.manage"),
    Link(label=_("Plugins"), url="/manage/plugins", icon="plugin", action="site.manage"),
    Link(label=_("Stopped tasks"), url="/manage/jobs", icon="warning", action="site.manage"),
    Link(label=_("Record"), url="/manage/audit", icon="clock", action="site.manage"),
    Link(label=_("Support visits"), url="/manage/support", icon="question", action="site.manage"),
)


def page_context(visit: Visit) -> dict[str, Any]:
    """No query is made here: the session query has brought it all."""
    nav = _menu(visit, _nav(visit))
    return {
        "visit": visit,
        "tenant": visit.tenant,
        "site": visit.site,
        "person": visit.person,
        "locale": visit.locale,
        "place": visit.place,
        "now": visit.now,
        "can": visit.can,
        "theme_url": theme_url(visit.site),
        **_toast(visit.request.cookies.get(TOAST, "")),
        "nav": nav,
        "foot_links": [] if visit.tenant.is_platform else _menu(visit, plugin_links(visit, "footer")),
        "manage_nav": _manage_nav(visit)
        if visit.path.startswith("/manage") or "/manage" in visit.path
        else [],
        "noindex": not visit.tenant.confirmed,
        "banners": _banners(visit),  # last: by now it is known which plugin did not answer
    }


def _toast(cookie: str) -> dict[str, str | None]:
    done, refused = (unsign(cookie, purpose=purpose) for purpose in (TOAST, NOT_DONE))
    return {"toast": done or refused, "toast_kind": "info" if refused else "success"}


def _nav(visit: Visit) -> list[Link]:
    if visit.tenant.is_platform:
        return plugin_links(visit, "platform")
    own = [Link(label=_("Projects"), url="/projects"), *plugin_links(visit, "nav")]
    return [*own, Link(label=_("About"), url="/about")]


def _manage_nav(visit: Visit) -> list[tuple[Any, ...]]:
    work = _menu(visit, [*MANAGE, *plugin_links(visit, "manage")], icons=True)
    administer = _menu(visit, list(ADMINISTER), icons=True)
    heading: list[tuple[Any, ...]] = [(_("The site"), None, False)] if administer else []
    return [*work, *heading, *administer]


def _menu(visit: Visit, links: list[Link], *, icons: bool = False) -> list[tuple[Any, ...]]:
    shown = [link for link in links if not link.action or visit.can(link.action).allowed]
    return [(link.label, link.url, _current(visit, link), *([link.icon] if icons else [])) for link in shown]


def _current(visit: Visit, link: Link) -> bool:
    if link.url == "/manage/projects" and visit.path.startswith("/projects/"):
        return True  # a method's own pages for staff stand below the activity's address
    return visit.path == link.url or (
        link.url not in ("/", "/manage") and visit.path.startswith(f"{link.url}/")
    )


@dataclass(frozen=True)
class _Kept:
    version: int
    links: list[Link]


_links: dict[tuple[str, str], _Kept] = {}


def plugin_links(visit: Visit, place: str) -> list[Link]:
    """Links of the plugins that are on here; asked again when the site's settings change. A plugin that fails has none."""
    key = (visit.tenant.id, place)
    kept = _links.get(key)
    if kept is None or kept.version != visit.site.version:
        found = [link for plugin_id in house().lodgers for link in _ask_links(visit, plugin_id, place)]
        _links[key] = kept = _Kept(visit.site.version, found)
    return kept.links


def _ask_links(visit: Visit, plugin_id: str, place: str) -> list[Link]:
    lodger = house().lodgers[plugin_id]
    if not visit.site.enabled(plugin_id) or not hasattr(lodger.module, "links"):
        return []
    heard = ask_now(lodger, "links", expect=Link, place=place)
    return [link for link in heard.items if not link.action or link.action in known_actions()]


def _banners(visit: Visit) -> list[tuple[str, Text, tuple[Text, str] | None]]:
    found: list[tuple[str, Text, tuple[Text, str] | None]] = []
    if visit.tenant.status is Status.UNCONFIRMED:
        found.append(
            (
                "warning",
                _(
                    "This site is not yet confirmed as the organisation's own. Only invited people can take part."
                ),
                None,
            )
        )
    if visit.tenant.read_only:
        found.append(("info", _("This site can be read, but nothing new can be written now."), None))
    if visit.support_reason:
        found.append(
            (
                "info",
                _("You are here as a support expert: {reason}").format(reason=visit.support_reason),
                (_("Stay longer, or leave"), "/support/visit"),
            )
        )
    if visit.person is not None and visit.person.is_staff and "/manage" in visit.path:
        found += notices_for(visit.site, visit.now)
    if visit.person is not None and visit.person.is_staff and (missing := _missing()):
        found.append(
            (
                "warning",
                _("Something is missing on this page: {plugins} did not answer.").format(plugins=missing),
                None,
            )
        )
    return found


def _missing() -> str:
    """The names of plugins that failed while this page was made. Residents see the page without their part."""
    lodgers = house().lodgers
    names = [
        str(lodgers[each].plugin.name) for each in dict.fromkeys(current_scope().missing) if each in lodgers
    ]
    return ", ".join(names)
