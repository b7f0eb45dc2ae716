"""What a study is about."""

from datetime import date
from typing import Annotated, Any

import msgspec

from core.sdk import Choice, Date, Localized, Person, ShortText, YesNo, _, rows
from plugins.insights.reading.selection import Selection, projects_seen

LANGUAGES = (("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("English")))


ALL = "0"


class StudyForm(msgspec.Struct, kw_only=True):
    """`activity` narrows it to one way to take part."""

    title: Annotated[
        str, ShortText(label=_("Name"), max=120, help=_("For colleagues: what you want to find out."))
    ]
    activity: Annotated[
        str,
        Choice(label=_("Which contributions"), options=()),
    ] = ALL
    since: Annotated[date | None, Date(label=_("From"), required=False)] = None
    until: Annotated[date | None, Date(label=_("Until"), required=False)] = None
    comments: Annotated[bool, YesNo(label=_("Take in the comments too"))] = False
    language: Annotated[str, Choice(label=_("Language of names and summaries"), options=LANGUAGES)] = "nb"


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
    return Selection(
        project=project_id,
        activity=int(given.activity) or None,
        since=given.since,
        until=given.until,
        comments=given.comments,
    )
