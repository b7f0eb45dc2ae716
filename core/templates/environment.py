"""The template environment: the host's templates first, then each plugin's, with the words and formats every page uses."""

import json
from collections.abc import Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Context
from jinja2_fragments import render_block
from markupsafe import Markup

from core.files import file_url, picture_sizes
from core.host.drawing import drawn_as, sample_words
from core.host.hooks import say_failed
from core.host.hookspecs import Panel
from core.i18n import _, ngettext
from core.i18n.formats import say_ago, say_date, say_datetime, say_number
from core.settings import project_folder, settings
from core.text import excerpt

FRONTEND = project_folder() / "frontend"
_environments: list[jinja2.Environment] = []
_beside: ContextVar[list[Markup]] = ContextVar("beside", default=[])  # noqa: B039 - never written to, only replaced


def install_templates(folders: Sequence[Path]) -> None:
    """Make the environment of this process; `folders` are the plugins' own `templates/`."""
    loaders = [
        jinja2.FileSystemLoader(FRONTEND / "templates"),
        *(jinja2.FileSystemLoader(f) for f in folders),
    ]
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=settings().development,
        cache_size=1000,
    )
    # As globals, not context: macros that are imported without context see only these.
    made.globals.update(
        _=_,
        ngettext=ngettext,
        static=static,
        number=say_number,
        date=say_date,
        datetime=say_datetime,
        ago=say_ago,
        draw_panel=draw_panel,
        beside_contribution=beside_contribution,
        excerpt=excerpt,
        file_url=file_url,
        picture_sizes=picture_sizes,
        drawn_as=drawn_as,
        sample_words=sample_words,
    )
    _environments[:] = [made]


@jinja2.pass_context
def draw_panel(context: Context, panel: Panel) -> Markup:
    """A plugin's piece of the page, drawn by itself: what is wrong in its template stays in it."""
    try:
        template = context.environment.get_template(panel.template)
        return Markup(template.render({**context.get_all(), "panel": panel}))  # noqa: S704 - the template escapes
    except Exception as error:  # noqa: BLE001 - whatever a plugin's template does, the page stands
        say_failed(str(panel.template).partition("/")[0], "panels", error)
        return Markup()


def draw_beside(panels: Sequence[Panel], context: dict[str, Any]) -> None:
    """Draw what plugins put beside the contribution of this page; `beside_contribution()` sets it in, once."""
    drawn: list[Markup] = []
    if panels:
        template = environment().get_template("contributions/beside.html")
        drawn.append(Markup(template.render({**context, "panels": panels})))  # noqa: S704 - the template escapes
    _beside.set(drawn)


def beside_contribution() -> Markup:
    """At the first place of the page that has room for it: above the discussion, else below all else."""
    waiting = _beside.get()
    return waiting.pop() if waiting else Markup()


def environment() -> jinja2.Environment:
    if not _environments:
        install_templates(())
    return _environments[0]


def render_template(name: str, context: dict[str, Any], block: str | None = None) -> bytes:
    """The page, or one named block of it."""
    if block is not None:
        return render_block(environment(), name, block, context).encode()
    return environment().get_template(name).render(context).encode()


@cache
def manifest() -> dict[str, str]:
    """Plain name -> name with the hash of the content."""
    names: dict[str, str] = json.loads((FRONTEND / "dist" / "manifest.json").read_text())
    return names


def static(name: str) -> str:
    """The address of a built file, or of a plugin's: `static("ideas/board.js")`."""
    found = manifest().get(name)
    return f"/static/{found or name}"
