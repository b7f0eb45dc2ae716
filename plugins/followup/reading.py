"""Finding outcomes, and what each of them answers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from core.sdk import Localized, excerpt, row, rows

_MOST = 300
PUBLIC = "p.state IN ('published', 'archived') AND p.visibility = 'public'"
_OUTCOME = """
    SELECT o.id, o.project, o.kind, o.title, o.body, o.decided_on, o.url, o.state, o.published_at, o.created_at, o.version,
      p.slug, p.titles, {more} FROM followup_outcome o JOIN project p ON p.id = o.project
"""
_ALONE = _OUTCOME.format(more="'[]'::jsonb AS links, '[]'::jsonb AS changes")
# What it answers, and what has changed since it was published, come in the same query.
_LINKS = """
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', l.id, 'behind', (SELECT count(*) FROM followup_link b
          JOIN contribution bc ON bc.id = b.contribution AND bc.state = 'published'
          WHERE l.reference <> '' AND b.outcome = l.outcome AND b.through = l.reference),
        'target_id', coalesce(l.contribution, l.topic, 0), 'names', t.names,
        'kind', CASE WHEN l.topic IS NOT NULL THEN 'topic' WHEN l.contribution IS NULL THEN 'reference' ELSE 'contribution' END,
        'title', coalesce(nullif(c.title, ''), nullif(l.label, ''), nullif(l.reference, ''), left(c.text, 200)),
        'url', coalesce('/projects/' || lp.slug || '/' || a.slug || '/'
          || coalesce(c.root || '#comment-' || c.id, c.id::text), '')
      ) ORDER BY l.topic NULLS LAST, l.reference, l.id)
      FROM followup_link l LEFT JOIN topic t ON t.id = l.topic
      LEFT JOIN contribution c ON c.id = l.contribution LEFT JOIN activity a ON a.id = c.activity
      LEFT JOIN project lp ON lp.id = a.project
      WHERE l.outcome = o.id AND l.through = '' AND (l.contribution IS NULL OR c.state = 'published')), '[]') AS links
"""
_CHANGES = """
    coalesce((SELECT jsonb_agg(jsonb_build_object('note', x.note, 'at', x.at) ORDER BY x.at DESC, x.id DESC)
      FROM followup_change x WHERE x.outcome = o.id), '[]') AS changes
"""
_WHOLE = _OUTCOME.format(more=f"{_LINKS}, {_CHANGES}")
_AT_CONTRIBUTION = f"""
    {_ALONE} WHERE o.state = 'published' AND o.id IN (
      SELECT l.outcome FROM followup_link l WHERE l.contribution IN
        (SELECT $1::bigint UNION ALL SELECT id FROM contribution WHERE merged_into = $1::bigint)
      UNION SELECT l.outcome FROM followup_link l
        JOIN contribution_topic ct ON ct.topic = l.topic AND ct.contribution = $1::bigint
        JOIN followup_outcome x ON x.id = l.outcome JOIN contribution c ON c.id = $1::bigint
        JOIN activity a ON a.id = c.activity AND a.project = x.project)
    ORDER BY o.published_at DESC, o.id DESC LIMIT 20
"""


class Change(msgspec.Struct, frozen=True):
    """What staff said has changed, and when."""

    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Linked:
    """`kind`: contribution, topic or reference. `url` is empty for what has no page of its own. `behind`: how many contributions
    a reference rests on, so far as it was chosen from a list."""

    id: int
    kind: str
    label: str
    url: str
    target_id: int
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    id: int
    project_id: int
    project_slug: str
    project: Localized
    kind: str
    title: str
    body: str
    decided_on: date | None
    url: str
    state: str
    published_at: datetime | None
    created_at: datetime
    version: int
    links: tuple[Linked, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def address(self) -> str:
        """Where residents read it."""
        return f"/projects/{self.project_slug}/outcomes#outcome-{self.id}"

    @property
    def staff_url(self) -> str:
        return f"/manage/followup/outcomes/{self.id}"


async def load_outcome(outcome_id: int) -> Outcome | None:
    found = await row(f"{_WHOLE} WHERE o.id = $1", outcome_id)
    return _outcome(found) if found else None


async def outcomes_of(*, project_id: int, published: bool, most: int = _MOST) -> list[Outcome]:
    """The latest first. Staff see drafts too."""
    found = await rows(
        f"{_WHOLE} WHERE o.project = $1 AND (NOT $2 OR o.state = 'published') "
        "ORDER BY coalesce(o.published_at, o.created_at) DESC, o.id DESC LIMIT $3",
        project_id,
        published,
        most,
    )
    return [_outcome(each) for each in found]


async def newest_outcomes(*, before: int | None, most: int) -> list[Outcome]:
    """Of all projects that everyone may see, the latest first; `before` is the last one of the page before."""
    found = await rows(
        f"{_WHOLE} WHERE o.state = 'published' AND {PUBLIC} AND ($1::bigint IS NULL OR (o.published_at, o.id) < "
        "(SELECT x.published_at, x.id FROM followup_outcome x WHERE x.id = $1)) "
        "ORDER BY o.published_at DESC, o.id DESC LIMIT $2",
        before,
        most,
    )
    return [_outcome(each) for each in found]


async def outcomes_at(contribution_id: int) -> list[Outcome]:
    """What is published about this contribution: by itself, or through a topic that it has."""
    return [_outcome(each) for each in await rows(_AT_CONTRIBUTION, contribution_id)]


async def counts_of(project_ids: list[int] | None) -> list[dict[str, Any]]:
    """The projects a person looks after (None: all of them), each with what stands there."""
    return await rows(
        "SELECT p.id, p.titles, p.state, "
        "(SELECT count(*) FROM followup_outcome o WHERE o.project = p.id AND o.state = 'published') AS published, "
        "(SELECT count(*) FROM followup_outcome o WHERE o.project = p.id AND o.state = 'draft') AS drafts, "
        "(SELECT count(*) FROM followup_promise f WHERE f.project = p.id AND f.state = 'open') AS open, "
        "(SELECT min(f.due_on) FROM followup_promise f WHERE f.project = p.id AND f.state = 'open') AS due_on "
        f"FROM project p WHERE $1::bigint[] IS NULL OR p.id = ANY($1) ORDER BY p.updated_at DESC, p.id DESC LIMIT {_MOST}",
        project_ids,
    )


async def project_of(project_id: int) -> dict[str, Any] | None:
    return await row(
        "SELECT id, slug, titles, promise, contact_person FROM project WHERE id = $1", project_id
    )


def _linked(found: dict[str, Any]) -> Linked:
    label = Localized.of(found["names"]).text() if found["names"] else excerpt(found["title"] or "", 100)
    return Linked(found["id"], found["kind"], label, found["url"], found["target_id"], found["behind"])


def _outcome(found: dict[str, Any]) -> Outcome:
    return Outcome(
        id=found["id"],
        project_id=found["project"],
        project_slug=found["slug"],
        project=Localized.of(found["titles"]),
        kind=found["kind"],
        title=found["title"],
        body=found["body"],
        decided_on=found["decided_on"],
        url=found["url"],
        state=found["state"],
        published_at=found["published_at"],
        created_at=found["created_at"],
        version=found["version"],
        links=tuple(_linked(each) for each in found["links"]),
        changes=msgspec.convert(found["changes"], tuple[Change, ...]),
    )
