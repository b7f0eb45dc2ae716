"""What a plugin says of itself. The whole of it: no other registration exists."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
import pluggy
from piccolo.table import Table

from core.access import Action
from core.http import Answer
from core.http.routes import Handler
from core.i18n import Text

PROJECT = "allmenning"
hookimpl = pluggy.HookimplMarker(PROJECT)
hookspec = pluggy.HookspecMarker(PROJECT)

PageHandler = Callable[..., Awaitable[Answer]]


class Enabled(StrEnum):
    """Where a plugin runs: in the tenants' places, or on the platform host."""

    TENANTS = "tenants"
    PLATFORM = "platform"


class NoSettings(msgspec.Struct, frozen=True):
    """For a method or plugin that has nothing to set."""


@dataclass(frozen=True, kw_only=True)
class Method:
    """A way to take part. An activity is one method at work.

    `settings`: a msgspec.Struct whose fields carry `core.sdk` form annotations; the admin form is made from it.
    `actions`: what residents and staff can do. `contributes`: the kinds of contribution it writes.
    `page`: the handler of the activity's own page, called with (visit, place). `manage`: staff pages as (label, path below
    the activity).
    """

    id: str
    name: Text
    summary: Text
    icon: str
    page: PageHandler
    settings: type[msgspec.Struct] = NoSettings
    actions: tuple[Action, ...] = ()
    contributes: tuple[str, ...] = ()
    manage: tuple[tuple[Text, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """One plugin. `id` begins the names of its tables, its migrations and its actions. `sdk` is the SDK's major version.

    `deeds`: what the record calls the actions that the plugin notes, such as `{"pinboard.close": _("Closed the board")}`; and
    what the participation log calls those that are no action of their own.
    `capabilities`: what it may do beyond drawing its own pages (`Capability`, `calls(…)`); administrators accept them.
    """

    id: str
    name: Text
    version: str
    sdk: str
    summary: Text
    methods: tuple[Method, ...] = ()
    actions: tuple[Action, ...] = ()
    tables: tuple[type[Table], ...] = ()
    routes: tuple[Handler | Any, ...] = ()  # handlers, or modules of handlers
    jobs: tuple[Any, ...] = ()
    tenant_settings: type[msgspec.Struct] = NoSettings
    folder: Path | None = (
        None  # of the package: templates/, static/, locale/, migrations/; found by the host where None
    )
    where: Enabled = Enabled.TENANTS
    default_on: bool = False  # on in a new place
    fixed: bool = False  # belongs to running the service: places do not switch it, and it may answer `lacks`
    deeds: Mapping[str, Text] = field(default_factory=dict)
    capabilities: tuple[str, ...] = ()
    # For the catalogue: who makes it, what it costs, more about it, and pictures below static/ with their texts.
    vendor: str = ""
    homepage: str = ""
    price: Text | str = ""
    description: Text | str = ""
    pictures: tuple[tuple[str, Text | str], ...] = ()
    courses: str = ""  # a folder of the package with courses for the Academy: see academy/README.md

    def all_actions(self) -> tuple[Action, ...]:
        return (*self.actions, *(action for method in self.methods for action in method.actions))
