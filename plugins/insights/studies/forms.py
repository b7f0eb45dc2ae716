"""What a study is about."""

from datetime import date
from typing import Annotated, Any

import msgspec

from core.sdk import (
    Choice,
    Choices,
    Date,
    Localized,
    Person,
    Shape,
    ShapeOnMap,
    ShortText,
    YesNo,
    _,
    name_of_method,
    rows,
    site,
    topics,
)
from plugins.insights.reading.selection import Selection, projects_seen
from plugins.insights.studies.model import Study

LANGUAGES = (("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("English")))


ALL = "0"
_FEWEST = 5  # people in a group that may be chosen: of fewer it would be known who wrote what


class StudyForm(msgspec.Struct, kw_only=True):
    """What is left empty narrows nothing."""

    title: Annotated[
        str, ShortText(label=_("Name"), max=120, help=_("For colleagues: what you want to find out."))
    ]
    language: Annotated[str, Choice(label=_("Language of names and summaries"), options=LANGUAGES)] = "nb"
    activity: Annotated[
        str,
        Choice(label=_("Which contributions"), options=()),
    ] = ALL
    comments: Annotated[bool, YesNo(label=_("Take in the comments too"))] = False
    since: Annotated[date | None, Date(label=_("From"), required=False)] = None
    until: Annotated[date | None, Date(label=_("Until"), required=False)] = None
    topics: Annotated[tuple[str, ...], Choices(label=_("Topics"), required=False, options=())] = ()
    methods: Annotated[
        tuple[str, ...], Choices(label=_("Ways to take part"), required=False, options=())
    ] = ()
    areas: Annotated[tuple[str, ...], Choices(label=_("Districts"), required=False, options=())] = ()
    where: Annotated[
        Shape | None,
        ShapeOnMap(
            label=_("On the map"),
            required=False,
            shapes=("area",),
            help=_("Draw round what you want to read about, or write words that stand in the address."),
        ),
    ] = None
    groups: Annotated[
        tuple[str, ...],
        Choices(
            label=_("Groups of people"),
            required=False,
            options=(),
            help=_(
                "What people in these groups wrote under their name. Groups of fewer than five are not shown."
            ),
        ),
    ] = ()
    words: Annotated[str, ShortText(label=_("Only those with these words"), required=False, max=200)] = ""


NARROWING = ("since", "until", "topics", "methods", "areas", "where", "groups", "words")


async def choices_for(project_id: int | None) -> dict[str, list[tuple[str, Any]]]:
    """What can be chosen here and now. A field with nothing to choose between is not asked."""
    return {
        "activity": [(ALL, _("Everything")), *(await activities_of(project_id) if project_id else [])],
        "language": list(LANGUAGES),
        "topics": [(topic.key, topic.name) for topic in await topics()],
        "methods": await _methods(project_id),
        "areas": [(area["key"], Localized.of(area["names"])) for area in (await site()).areas],
        "groups": await _groups(),
    }


async def _methods(project_id: int | None) -> list[tuple[str, Any]]:
    found = await rows(
        "SELECT DISTINCT method FROM activity WHERE $1::bigint IS NULL OR project = $1 ORDER BY method",
        project_id,
    )
    named = [(each["method"], name_of_method(each["method"])) for each in found]
    return named if len(named) > 1 else []


async def _groups() -> list[tuple[str, Any]]:
    found = await rows(
        "SELECT g.id, g.names FROM person_group g JOIN person_group_member m ON m.group_id = g.id "
        "GROUP BY g.id HAVING count(*) >= $1 ORDER BY g.id",
        _FEWEST,
    )
    return [(str(each["id"]), Localized.of(each["names"])) for each in found]


async def activities_of(project_id: int | None) -> list[tuple[str, Any]]:
    """Those where somebody has written something."""
    found = await rows(
        "SELECT a.id, a.names FROM activity a WHERE a.project = $1 AND EXISTS "
        "(SELECT 1 FROM contribution c WHERE c.activity = a.id) ORDER BY a.id",
        project_id,
    )
    return [(str(each["id"]), Localized.of(each["names"])) for each in found]


async def projects_with_words(person: Person) -> list[dict[str, Any]]:
    """Projects that this person looks after, with how much people have written in each; most first."""
    found = await rows(
        "SELECT p.id, p.slug, p.titles, count(c.id) AS n FROM project p JOIN activity a ON a.project = p.id "
        "JOIN contribution c ON c.activity = a.id AND c.state IN ('published', 'internal') AND NOT c.official "
        "WHERE $1::bigint[] IS NULL OR p.id = ANY($1) GROUP BY p.id ORDER BY n DESC, p.id LIMIT 300",
        projects_seen(person),
    )
    return [each | {"titles": Localized.of(each["titles"])} for each in found]


def selection_from(project_id: int | None, given: StudyForm) -> Selection:
    where = given.where or Shape()
    ring = where.geometry["coordinates"][0] if where.geometry else []
    return Selection(
        project=project_id,
        activity=int(given.activity) or None,
        methods=tuple(given.methods),
        since=given.since,
        until=given.until,
        topics=tuple(given.topics),
        areas=tuple(given.areas),
        ring=tuple((longitude, latitude) for longitude, latitude in ring),
        address=where.words,
        groups=tuple(int(each) for each in given.groups),
        words=given.words,
        comments=given.comments,
    )


def given_from(study: Study) -> dict[str, Any]:
    """The form as it was filled in."""
    chosen = study.selection
    ring = [list(each) for each in chosen.ring]
    drawn = {"type": "Polygon", "coordinates": [ring]} if ring else None
    plain = {
        name: getattr(chosen, name)
        for name in ("since", "until", "topics", "methods", "areas", "words", "comments")
    }
    return plain | {
        "title": study.title,
        "language": study.language,
        "activity": str(chosen.activity or ALL),
        "groups": tuple(str(each) for each in chosen.groups),
        "where": Shape(geometry=drawn, words=chosen.address) if drawn or chosen.address else None,
    }
