"""The themes of a study, as a tree of two levels, with how many stand behind each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.sdk import rows, writers_of

# People are counted by the one definition, pseudonyms in the log.
_WRITERS = f"""
    WITH placed AS (SELECT contribution, theme FROM insights_placing WHERE study = $1 AND theme IS NOT NULL),
    {writers_of("SELECT contribution FROM placed")}
"""
_THEMES = f"""
    {_WRITERS}, campaign AS (
        SELECT DISTINCT a.contribution FROM insights_alike a JOIN insights_family f ON f.id = a.family
        WHERE f.study = $1 AND f.mark = 'campaign'), counted AS (
        SELECT placed.theme, count(*) AS contributions, count(DISTINCT writer.who) AS people,
               count(*) FILTER (WHERE campaign.contribution IS NOT NULL) AS in_campaigns
        FROM placed LEFT JOIN writer ON writer.contribution_id = placed.contribution
        LEFT JOIN campaign ON campaign.contribution = placed.contribution GROUP BY placed.theme)
    SELECT t.id, t.parent AS parent_id, t.name, t.description, t.words, t.named, t.kept, t.hidden,
           coalesce(k.contributions, 0) AS contributions, coalesce(k.people, 0) AS people,
           coalesce(k.in_campaigns, 0) AS in_campaigns
    FROM insights_theme t LEFT JOIN counted k ON k.theme = t.id WHERE t.study = $1
    ORDER BY t.hidden, coalesce(k.contributions, 0) DESC, t.id
"""
_ABOVE = f"""
    {_WRITERS} SELECT coalesce(t.parent, t.id) AS id, count(DISTINCT writer.who) AS people
    FROM placed JOIN insights_theme t ON t.id = placed.theme
    LEFT JOIN writer ON writer.contribution_id = placed.contribution GROUP BY 1
"""


@dataclass(kw_only=True)
class Theme:
    """`contributions` and `people` of an upper theme include those of the themes below it."""

    id: int
    parent_id: int | None
    name: str
    description: str
    words: list[str]
    named: bool
    kept: bool
    hidden: bool
    contributions: int
    people: int
    in_campaigns: int = 0  # of the contributions, those that staff said are one text sent by many
    below: list["Theme"] = field(default_factory=list)

    def all(self) -> Iterable["Theme"]:
        """Itself and those below it."""
        yield self
        yield from self.below


async def themes_of(*, study_id: int) -> list[Theme]:
    """The upper ones, largest first, each with those below it."""
    found = {each["id"]: Theme(**each) for each in await rows(_THEMES, study_id)}
    top: list[Theme] = []
    for theme in found.values():
        above = found.get(theme.parent_id or 0)
        (above.below if above else top).append(theme)
    for theme in top:
        theme.contributions += sum(each.contributions for each in theme.below)
        theme.in_campaigns += sum(each.in_campaigns for each in theme.below)
    people = await _people_above(study_id)
    for theme in top:
        theme.people = people.get(theme.id, theme.people)
    return sorted(top, key=lambda each: (each.hidden, -each.contributions, each.id))


async def _people_above(study_id: int) -> dict[int, int]:
    """Those who wrote in several of the themes below count once."""
    return {each["id"]: each["people"] for each in await rows(_ABOVE, study_id)}


def flat(themes: list[Theme]) -> list[Theme]:
    """Every theme, each upper one before those below it."""
    return [each for theme in themes for each in theme.all()]
