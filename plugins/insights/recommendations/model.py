"""Recommendations as pages show them: words cut now, people counted now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.sdk import rows
from plugins.insights.quotations import Quote, Source, words_of
from plugins.insights.quotations.words import cut
from plugins.insights.recommendations.backing import BEHIND

STANDING = ("accepted", "proposed")
_LIST = """
    SELECT r.id, r.study AS study_id, r.title, r.text, r.state, r.made, r.changes, r.changed_at, r.signed_at, r.version,
        p.name AS signed_by, r.merged_into FROM insights_recommendation r LEFT JOIN person p ON p.id = r.signed_by
    WHERE r.study = $1 AND r.state = ANY($2::varchar[]) ORDER BY r.state = 'proposed', r.position, r.id
"""
_COUNTS = f"""
    {BEHIND} SELECT recommendation, count(*) AS contributions,
        count(DISTINCT (w.project_id, w.who)) FILTER (WHERE w.who IS NOT NULL) AS people,
        coalesce(sum(c.support_count), 0) AS support
    FROM behind JOIN contribution c ON c.id = behind.contribution LEFT JOIN writer w ON w.contribution_id = c.id GROUP BY 1
"""
_EVIDENCE = """
    SELECT id, recommendation, contribution, sentence, digest, side FROM insights_evidence
    WHERE recommendation = ANY($1::bigint[]) AND NOT removed ORDER BY by_staff DESC, id
"""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A quotation that stands now. `id` is the choice's, `quote.id` the contribution's."""

    id: int
    side: str
    quote: Quote


@dataclass(kw_only=True)
class Recommendation:
    id: int
    study_id: int
    title: str
    text: str
    state: str
    made: dict[str, Any]
    changes: dict[str, Any]
    changed_at: datetime
    signed_at: datetime | None
    signed_by: str | None
    version: int
    merged_into: int | None
    contributions: int = 0
    people: int = 0
    support: int = 0
    evidence: list[Evidence] = field(default_factory=list)
    lost: int = 0  # words that were chosen and cannot be shown any more

    @property
    def speaks_for(self) -> list[Evidence]:
        return [each for each in self.evidence if each.side == "for"]

    @property
    def speaks_against(self) -> list[Evidence]:
        return [each for each in self.evidence if each.side == "against"]


async def recommendations_of(
    *, study_id: int, states: Iterable[str] = STANDING, internal: bool = True
) -> list[Recommendation]:
    """In staff's own order, proposals last. `internal`: with words that only staff may see."""
    found = {each["id"]: Recommendation(**each) for each in await rows(_LIST, study_id, list(states))}
    for counted in await rows(_COUNTS, list(found)) if found else []:
        here = found[counted["recommendation"]]
        here.contributions, here.people = counted["contributions"], counted["people"]
        here.support = int(counted["support"])
    chosen = await rows(_EVIDENCE, list(found)) if found else []
    words = await words_of([each["contribution"] for each in chosen], internal=internal)
    for each in chosen:
        source = Source(contribution=each["contribution"], sentence=each["sentence"], digest=each["digest"])
        quote = cut(source, words)
        if quote is None:
            found[each["recommendation"]].lost += 1
        else:
            found[each["recommendation"]].evidence.append(
                Evidence(id=each["id"], side=each["side"], quote=quote)
            )
    return list(found.values())
