"""The municipality's own courses: sent in as a zip, checked, kept. The only writer of `academy_own_course`."""

import asyncio
from collections.abc import Sequence
from typing import Any

from academy.loading import Mistake
from academy.loading.courses import read_course
from academy.loading.zips import NotAZip, files_in_zip
from academy.refusals import NotACourse
from academy.service.files import TYPES
from academy.service.shelf import OWN
from core.sdk import Person, execute, keep_made, rows, value


async def add_course(*, data: bytes, by: Person) -> tuple[str, Sequence[Mistake]]:
    """The slug, and no mistakes: kept, instead of what had this slug before. With mistakes nothing is kept. Raises NotACourse."""
    try:
        files, pictures = await asyncio.to_thread(files_in_zip, data)
    except NotAZip as error:
        raise NotACourse(str(error)) from error
    course, mistakes = await asyncio.to_thread(read_course, files, owner=OWN)
    if course is None:
        return files.slug, mistakes
    keys: dict[str, Any] = {}
    for name, content in pictures.items():
        kind = TYPES["." + name.rpartition(".")[2]]
        kept = await keep_made(content, name=name.rpartition("/")[2], media_type=kind, owner=by)
        keys[name] = kept.key
    await execute(
        "INSERT INTO academy_own_course (slug, texts, files, by) VALUES ($1, $2, $3, $4) ON CONFLICT (slug) DO UPDATE "
        "SET texts = excluded.texts, files = excluded.files, by = excluded.by, at = now(), "
        "version = academy_own_course.version + 1",
        course.slug,
        dict(files.texts),
        keys,
        by.id,
    )
    return course.slug, ()


async def own_list() -> list[dict[str, Any]]:
    return await rows(
        "SELECT c.id, c.slug, c.at, c.version, p.name AS by_name FROM academy_own_course c "
        "LEFT JOIN person p ON p.id = c.by ORDER BY c.slug LIMIT 200"
    )


async def remove_course(*, course_id: int) -> str | None:
    """Its slug. What people did in it stays on their certificates."""
    slug: str | None = await value("DELETE FROM academy_own_course WHERE id = $1 RETURNING slug", course_id)
    return slug
