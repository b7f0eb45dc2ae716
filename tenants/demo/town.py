"""What a demonstration municipality is made of: the TOML of `content/`, read into typed and checked structs."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

CONTENT = Path(__file__).parent / "content"
TOWNS = ("skreivag", "kvitdal", "bjorkmoen")

Words = dict[str, str]  # locale -> text


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key that nobody knows is a slip of the pen, and is refused."""


class Named(_Strict, frozen=True, kw_only=True):
    key: str
    names: Words


class Topic(Named, frozen=True, kw_only=True):
    description: Words
    icon: str


class Group(Named, frozen=True, kw_only=True):
    members: list[str]


class Centre(_Strict, frozen=True, kw_only=True):
    lat: float
    lon: float
    zoom: int


class SiteWords(_Strict, frozen=True, kw_only=True):
    slug: str
    name: str
    names: Words
    tagline: Words
    kind: str
    population: int
    languages: list[str]
    brand_colour: str
    contact_name: str
    contact_email: str
    postcodes: list[str]
    centre: Centre
    about: Words
    areas: list[Named]
    topics: list[Topic]
    groups: list[Group] = []


class Resident(_Strict, frozen=True, kw_only=True):
    key: str
    name: str
    birth_year: int
    lang: str
    postcode: str = ""
    area: str = ""


class Colleague(Resident, frozen=True, kw_only=True):
    role: Literal["admin", "manager", "moderator"]
    title: str


class Picture(_Strict, frozen=True, kw_only=True):
    scene: str
    alt: Words


class Option(_Strict, frozen=True, kw_only=True):
    key: str
    label: Words


class ExtraField(_Strict, frozen=True, kw_only=True):
    """`staff`: only the municipality sees the answer."""

    key: str
    kind: str
    label: Words
    options: list[Option] = []
    required: bool = False
    staff: bool = False


class Rules(_Strict, frozen=True, kw_only=True):
    allow_oppose: bool
    allow_comments: bool
    anonymous: bool
    show_map: bool
    fields: list[ExtraField] = []


class ActivityWords(_Strict, frozen=True, kw_only=True):
    key: str
    method: str
    name: Words
    intro: Words
    starts: int
    access: Literal["everyone", "registered", "residents"]
    settings: Rules | None = None  # of ideas
    own: dict[str, Any] = {}  # settings of any other method, as they are stored
    stage: Literal["", "open", "running", "finished"] = ""  # how much the method's own seeds shall do
    theme: str = ""
    everyone: list[str] = []  # actions that ask for no account here
    ends: int | None = None


class PhaseWords(_Strict, frozen=True, kw_only=True):
    key: str
    name: Words
    description: Words
    starts: int
    ends: int | None = None
    activities: list[ActivityWords] = []


class ProjectWords(_Strict, frozen=True, kw_only=True):
    key: str
    slug: str
    titles: Words
    summary: Words
    state: Literal["published", "archived"]
    topics: list[str]
    contact: str
    promise: Words
    follow_up: Words
    cover: Picture
    folder: Words = {}
    area: str = ""
    blocks: list[dict[str, Any]] = []
    phases: list[PhaseWords] = []


class Spot(_Strict, frozen=True, kw_only=True):
    text: str
    lat: float
    lon: float


class Answer(_Strict, frozen=True, kw_only=True):
    by: str
    day: int
    text: str


class Reply(_Strict, frozen=True, kw_only=True):
    author: str
    day: int
    text: str
    supports: int | list[str] = 0


class Remark(Reply, frozen=True, kw_only=True):
    replies: list[Reply] = []


class Report(_Strict, frozen=True, kw_only=True):
    """Somebody asks the moderators to look."""

    by: str
    reason: str
    text: str


class Idea(_Strict, frozen=True, kw_only=True):
    activity: str
    key: str
    title: str
    text: str
    author: str
    day: int
    lang: str
    topics: list[str]
    anonymous: bool = False
    area: str = ""
    place: Spot | None = None
    image: Picture | None = None
    supports: int | list[str] = 0
    opposes: int | list[str] = 0
    status: Literal["received", "considering", "planned", "done", "not_now"] = "received"
    answer: Answer | None = None
    comments: list[Remark] = []
    duplicate_of: str = ""
    fields: dict[str, str] = {}
    reports: list[Report] = []


class Town(_Strict, frozen=True, kw_only=True):
    site: SiteWords
    residents: list[Resident]
    staff: list[Colleague]
    projects: list[ProjectWords]
    ideas: dict[str, list[Idea]]  # project key -> ideas

    @property
    def slug(self) -> str:
        return self.site.slug

    @property
    def people(self) -> list[Resident]:
        return [*self.residents, *self.staff]


@cache
def read_town(slug: str, folder: Path = CONTENT) -> Town:
    """Raises msgspec.ValidationError with the name of what is wrong."""
    home = folder / slug
    people = _toml(home / "people.toml")
    ideas = {file.stem: _toml(file)["idea"] for file in sorted((home / "ideas").glob("*.toml"))}
    return msgspec.convert(
        {"site": _toml(home / "site.toml"), **people, **_toml(home / "projects.toml"), "ideas": ideas}, Town
    )


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
