"""Mail made of templates: `mail/<name>.txt` with its blocks `subject` and `main`, and `mail/<name>.html` beside it."""

from typing import Any, NamedTuple

import jinja2

from core.host import House, house
from core.i18n import _, ngettext, speaking
from core.i18n.formats import say_date, say_datetime, say_number
from core.settings import project_folder
from core.tenancy import current_tenant, site
from core.tenancy.registry import address_of
from core.theme import readable_colour

_environments: dict[int, jinja2.Environment] = {}


class Rendered(NamedTuple):
    subject: str
    text: str
    html: str


async def render_mail(template: str, *, locale: str, **values: Any) -> Rendered:
    """Said in `locale`, in the name and the colour of the place in scope."""
    here = await site()
    spoken = locale if locale in here.languages else here.main_language
    found = _environment(house())
    with speaking(spoken):
        context = {
            "locale": spoken,
            "site_name": here.name,
            "site_url": address_of(current_tenant()),
            "colour": readable_colour(here),
            **values,
        }
        text = found.get_template(f"mail/{template}.txt")
        subject = "".join(text.blocks["subject"](text.new_context(context)))
        context["subject"] = " ".join(subject.split())
        html = found.get_template(f"mail/{template}.html").render(context)
        return Rendered(context["subject"], _tidy(text.render(context)), html)


def _environment(built: House) -> jinja2.Environment:
    """One for each house: the host's templates first, then the plugins'."""
    if id(built) not in _environments:
        folders = [project_folder() / "frontend" / "templates"]
        folders += [lodger.folder / "templates" for lodger in built.lodgers.values()]
        made = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=jinja2.select_autoescape(("html",), default=False),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.globals.update(
            _=_, ngettext=ngettext, date=say_date, datetime=say_datetime, number=say_number, url=_url
        )
        _environments.clear()
        _environments[id(built)] = made
    return _environments[id(built)]


def _url(path: str) -> str:
    """A whole address, from a path of this place."""
    return address_of(current_tenant(), path)


def _tidy(text: str) -> str:
    """Never more than one empty line, whatever the template's conditions left."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines) + "\n"
