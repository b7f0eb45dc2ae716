"""The hooks: all of them, with plain data in and out. This file is their documentation.

Every argument is passed by keyword; a hook takes those it names. A hook may be `async def` (it may query, in a savepoint of the
page's own transaction) or `def` (it may not). Each runs alone, with a time limit; one that raises, sleeps or answers with
something else than agreed is left out, logged and counted.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.host.declaration import Plugin, hookspec
from core.i18n import Localized, Text


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something to mend before an activity is published. `url`: where. `blocking` False = a piece of advice."""

    message: Text
    url: str = ""
    blocking: bool = True


@dataclass(frozen=True, kw_only=True)
class Lack:
    """A plugin that cannot be switched on here now: `message` says what it takes, `url` (with `step` as its words) where."""

    plugin_id: str
    message: Text
    url: str = ""
    step: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link in a menu. `action`: shown only to those who may do it."""

    label: Text
    url: str
    icon: str = "arrow_right"
    action: str = ""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A piece of a page that a plugin draws: a template of its own with a context."""

    title: Text
    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class StaffPage:
    """A page that staff work on, of any room. `names`: what is done there, the closest first: `survey.new`, `project.plan`,
    `moderation`. `person`: who looks (`core.sdk.Person`).
    """

    names: tuple[str, ...]
    person: Any


@dataclass(frozen=True, kw_only=True)
class Block:
    """A titled piece of data, drawn the same as card, report section and open data: on a page, on paper and as a file.

    `kind`: figure (`value`, `unit`), text (`text`), or with `columns` and `rows`: table; bars (also called series), histogram
    (label, number, more for the table); line (label in order, a number for each line); likert (label, a number for each step);
    scatter (x, y in 0-1, group or None); map (label, latitude, longitude, number or None); quotes (words, who said it, address).
    `n`: how many it rests on; `basis` says it in words ("214 ideas"). A number in `rows` that is None is too small to be shown.
    `description`: one sentence on what is to be seen. `sample`: "open" where people chose to answer, "drawn" where drawn by lot.
    """

    id: str
    title: Text
    kind: str
    n: int
    value: float | int | None = None
    unit: Text | None = None
    columns: tuple[Text | str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    text: str = ""
    description: Text | str = ""
    basis: Text | None = None
    sample: str = ""


@dataclass(frozen=True, kw_only=True)
class Export:
    """A table to take away: `rows` yields dictionaries with the keys of `columns`, inside the open transaction.

    `public`: the columns that anyone may have as open data, each with what it means; none named, and the table stays with staff.
    Name only what says nothing of who somebody is, and let `rows` yield only what everyone can read on the pages.
    """

    name: str
    title: Text
    columns: tuple[str, ...]
    rows: AsyncIterator[dict[str, Any]]
    public: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """What staff have drawn from contributions and stand by: a recommendation, a common statement. `id` begins with the plugin's:
    `insights.recommendation.7`. `contributions`: the ids behind it, of this project. `url`: where staff read it.
    """

    id: str
    title: str
    contributions: tuple[int, ...] = ()
    text: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class PersonalData:
    """What a plugin keeps about one person: a name for it and the rows, as plain data."""

    name: str
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that has happened and is committed. `name` is `<subject>.<past participle>`: `contribution.submitted`."""

    name: str
    at: datetime
    subject_id: int
    project_id: int | None = None
    activity_id: int | None = None
    person_id: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Seeding:
    """Where demonstration content is wanted. `place` (`core.sdk.Place`) stands in the activity; `stage`: open (just opened,
    nobody has been there), running (half way, people have taken part), finished (closed, with its result). `theme`: which
    content of the plugin's own, where it has several. `language`: of what is written. `residents` and `staff`: invented
    people (`core.sdk.Person`).
    """

    place: Any
    stage: str
    theme: str
    language: str
    residents: tuple[Any, ...]
    staff: tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class RecipeActivity:
    """One activity of a recipe. `settings`: what differs from the method's own, as it is stored (JSON)."""

    method: str
    name: Text | Localized
    intro: Text | Localized
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RecipePhase:
    """One phase. `days`: how long it lasts; it begins when the one before it ends."""

    name: Text | Localized
    description: Text | Localized
    days: int
    activities: tuple[RecipeActivity, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """A project template. Offered where every method that it names is on."""

    id: str
    name: Text | Localized
    summary: Text | Localized
    phases: tuple[RecipePhase, ...]
    promise: Text | None = None


@hookspec
def plugin() -> Plugin:
    """The declaration. Called once at start; no database, no tenant. Required."""
    raise NotImplementedError


@hookspec
def tenant_enabled() -> None:
    """The plugin has just been switched on for the tenant in scope, its tables are there. In the same transaction."""


@hookspec
def lacks(plugin_ids: tuple[str, ...]) -> list[Lack]:
    """Which of these plugins the place may not switch on now, and what it takes. Asked of plugins that are `fixed` only (those
    that belong to running the service), before a plugin is switched on and for the page *Plugins*. One that is on stays on."""
    raise NotImplementedError


@hookspec
def publish_problems(activity: Any) -> list[Problem]:
    """What is missing before this activity (`core.sdk.Activity`) may be published. Asked of the plugin that owns the method. It
    may query (`async def`)."""
    raise NotImplementedError


@hookspec
def allows(activity: Any, action: str) -> bool:
    """Do the activity's settings leave this action of the plugin open? Asked before core's own comment and reaction pages act.
    Must not query (`def`)."""
    raise NotImplementedError


@hookspec
def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Figures for dashboards, reports and open data: of an activity, of a project, or (both None) of the tenant."""
    raise NotImplementedError


@hookspec
def exports(activity: Any) -> list[Export]:
    """Everything this activity holds, as tables. Required of a plugin that stores a person's data."""
    raise NotImplementedError


@hookspec
def conclusions(project_id: int) -> list[Conclusion]:
    """What staff have concluded in this project and signed, for whoever says what came of it."""
    raise NotImplementedError


@hookspec
def portraits(project_id: int, who: frozenset[bytes]) -> list[Block]:
    """Who some of a project's participants are, as far as they have told: `who` are their pseudonyms in the participation log."""
    raise NotImplementedError


@hookspec
def links(place: str) -> list[Link]:
    """Menu links. `place`: `nav` (residents' menu), `manage` (staff menu), `footer`, `platform`. Kept until the site's settings
    change; must not query (`def`)."""
    raise NotImplementedError


@hookspec
def panels(place: str, subject: Any) -> list[Panel]:
    """Pieces of other rooms' pages. `place`: `home` (subject None), `project` (subject a Project), `contribution` (subject the
    Contribution whose own page it is), `account` (subject the Person whose page it is), `manage` (subject the Person who looks:
    show only what they look after), `staff_page` (subject a StaffPage: a line above a page that
    staff work on)."""
    raise NotImplementedError


@hookspec
def on_event(event: Event) -> None:
    """After a commit, in a job, at least once: be ready to hear the same event twice."""


@hookspec
def personal_data(person_id: int) -> list[PersonalData]:
    """What the plugin keeps about this person. Required of a plugin that stores a person's data."""
    raise NotImplementedError


@hookspec
def forget_person(person_id: int) -> None:
    """Erase or make anonymous what the plugin's own tables keep about this person. In the transaction that closes the account."""


@hookspec
def clone_activity(source: Any, target: Any) -> None:
    """A project was duplicated: copy what the plugin keeps beside the settings (never what people wrote)."""


@hookspec
def seeds(seeding: Seeding) -> None:
    """Demonstration content for one activity of your method, through your own services, so that counts and the log are right.
    Asked when the demonstration is set up; never in a place that somebody uses. A plugin without methods is asked for each
    project, when all has been said in it: `place` is the project, `theme` its name in addresses."""


@hookspec
def recipes() -> list[Recipe]:
    """Project templates: phases and activities of any methods, with sensible settings. Must not query (`def`)."""
    raise NotImplementedError
