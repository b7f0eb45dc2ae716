"""Projects for tests, made through the services that the pages use."""

from datetime import UTC, datetime, timedelta

from core.i18n import Localized
from core.projects.activities import add_activity
from core.projects.content import TextBlock
from core.projects.content_service import set_blocks
from core.projects.phases import add_phase
from core.projects.publishing import archive, publish
from core.projects.service import change_visibility, create_project
from core.tenancy import Tenant, scope, site


def nb(text: str) -> Localized:
    return Localized({"nb": text}) if text else Localized()


def days(n: float) -> datetime:
    """So many days from now."""
    return datetime.now(UTC) + timedelta(days=n)


async def new_project(
    tenant: Tenant,
    title: str = "Havna vår",
    *,
    state: str = "published",
    visibility: str = "public",
    groups: tuple[int, ...] = (),
    phase: tuple[float | None, float | None] = (-5, 20),
    method: str | None = None,
) -> int:
    """A project with a description and one phase, and in it an activity where a method is named."""
    async with scope(tenant):
        project_id = await create_project(titles=nb(title), summaries=nb(f"Om {title}"))
        await set_blocks(project_id=project_id, blocks=[TextBlock(text=nb(f"Beskrivelse av {title}"))])
        starts, ends = (None if n is None else days(n) for n in phase)
        phase_id = await add_phase(
            project_id=project_id, names=nb("Ideer"), descriptions=nb("Skriv"), starts_at=starts, ends_at=ends
        )
        if method:
            await add_activity(
                site=await site(),
                project_id=project_id,
                phase_id=phase_id,
                method=method,
                names=nb("Din idé"),
            )
        if visibility != "public":
            slug = await slug_of_open(project_id)
            await change_visibility(
                project_id=project_id, sent_version="1", slug=slug, visibility=visibility, groups=list(groups)
            )
        if state != "draft":
            await publish(project_id=project_id, site=await site())
        if state == "archived":
            await archive(project_id=project_id)
    return project_id


async def slug_of_open(project_id: int) -> str:
    from core.db import value

    slug: str = await value("SELECT slug FROM project WHERE id = $1", project_id)
    return slug


async def about(tenant: Tenant, project_id: int, column: str) -> object:
    """One column of a project's row."""
    from core.db import value

    async with scope(tenant, read_only=True):
        return await value(f"SELECT {column} FROM project WHERE id = $1", project_id)
