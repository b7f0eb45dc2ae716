"""Projects: making and changing them. The only writer of `project` and `folder`, with `publishing` and `content_service`."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.db import execute, row, rows, value
from core.forms import StaleForm
from core.i18n import Localized, _
from core.text import slugify
from core.text.errors import Refused

VISIBILITIES = ("public", "link", "group")


class AddressTaken(Refused):
    field = "slug"

    def __init__(self) -> None:
        super().__init__(_("Another project has this address. Choose another."))


class NoGroupChosen(Refused):
    field = "groups"

    def __init__(self) -> None:
        super().__init__(_("Choose the groups that may see the project."))


@dataclass(frozen=True, kw_only=True)
class Details:
    """What staff say about a project. `cover` is {"file": key, "alt": {locale: text}}, or empty."""

    titles: Localized
    summaries: Localized
    promise: Localized
    cover: dict[str, Any]
    folder: int | None
    topics: list[int]
    area: str
    contact_person: int | None


async def create_project(
    *,
    titles: Localized,
    summaries: Localized | None = None,
    promise: Localized | None = None,
    slug: str = "",
    contact_person: int | None = None,
) -> int:
    """A draft with a free address made from its title, and a preview link of its own."""
    project_id: int = await value(
        "INSERT INTO project (slug, titles, summaries, contact_person, preview_token, promise) "
        "VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        await free_slug(slug or str(titles)),
        titles,
        summaries or Localized(),
        contact_person,
        secrets.token_urlsafe(24),
        promise or Localized(),
    )
    return project_id


async def change_details(*, project_id: int, sent_version: str, details: Details) -> None:
    """Raises StaleForm when a colleague saved meanwhile."""
    await _at_version(
        project_id,
        sent_version,
        "titles = $3, summaries = $4, promise = $5, cover = $6, folder = $7, topics = $8, area = $9, "
        "contact_person = $10",
        details.titles,
        details.summaries,
        details.promise,
        details.cover,
        details.folder,
        details.topics,
        details.area,
        details.contact_person,
    )


async def change_visibility(
    *, project_id: int, sent_version: str, slug: str, visibility: str, groups: list[int]
) -> None:
    """Raises AddressTaken, NoGroupChosen, StaleForm."""
    if visibility == "group" and not groups:
        raise NoGroupChosen
    slug = slugify(slug, fallback="prosjekt")
    if await value("SELECT EXISTS (SELECT 1 FROM project WHERE slug = $1 AND id <> $2)", slug, project_id):
        raise AddressTaken
    await _at_version(
        project_id, sent_version, "slug = $3, visibility = $4, groups = $5", slug, visibility, groups
    )


async def renew_preview(*, project_id: int) -> None:
    """The old preview link stops working."""
    await execute(
        "UPDATE project SET preview_token = $2 WHERE id = $1", project_id, secrets.token_urlsafe(24)
    )


async def folder_named(*, titles: Localized) -> int:
    """The folder of this name, made where there is none."""
    slug = slugify(str(titles), fallback="mappe")
    folder_id: int = await value(
        "INSERT INTO folder (slug, titles, position) VALUES ($1, $2, (SELECT count(*) FROM folder)) "
        "ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING id",
        slug,
        titles,
    )
    return folder_id


async def folders() -> list[tuple[int, str, Localized]]:
    found = await rows("SELECT id, slug, titles FROM folder ORDER BY position, id")
    return [(each["id"], each["slug"], Localized.of(each["titles"])) for each in found]


async def free_slug(text: str) -> str:
    """`havna`, or `havna-2` where that is taken."""
    slug = slugify(text, fallback="prosjekt")
    taken = {
        each["slug"]
        for each in await rows("SELECT slug FROM project WHERE slug = $1 OR slug LIKE $1 || '-%'", slug)
    }
    return next(name for name in _numbered(slug) if name not in taken)


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    n = 2
    while True:
        yield f"{slug}-{n}"
        n += 1


async def _at_version(project_id: int, sent_version: str, changes: str, *values: Any) -> None:
    done = await row(
        f"UPDATE project SET {changes}, version = version + 1, updated_at = now() "
        "WHERE id = $1 AND version::text = $2 RETURNING id",
        project_id,
        sent_version,
        *values,
    )
    if done is None:
        raise StaleForm
