"""A project to practise in: a draft of one's own, in no list and no count. The only writer of `academy_practice`."""

from datetime import date

from core.sdk import (
    Localized,
    Person,
    Recipe,
    RecipeActivity,
    RecipePhase,
    Site,
    _,
    begin_draft,
    execute,
    remove_draft,
    row,
    speaking,
    value,
)

_METHODS = (
    ("ideas", _("Ideas"), _("Here people share ideas.")),
    ("survey", _("Survey"), _("Here people answer your questions.")),
)


async def practice_of(person_id: int) -> int | None:
    """The project's id. None where there is none, or it was published and is a real project now."""
    found = await row(
        "SELECT a.project FROM academy_practice a JOIN project p ON p.id = a.project "
        "WHERE a.person = $1 AND p.state = 'draft'",
        person_id,
    )
    return found["project"] if found else None


async def make_practice(*, person: Person, site: Site, today: date) -> int:
    """The one that is there, else a new one with two methods in it; its person may work in it, whatever role they have."""
    if (there := await practice_of(person.id)) is not None:
        return there
    project_id = await begin_draft(
        site=site,
        titles=_said(site, _("Practice project")),
        summaries=_said(site, _("Only for practice. Nobody else meets it.")),
        contact_person=person.id,
        recipe=_recipe(),
        first_day=today,
    )
    await execute(
        "INSERT INTO academy_practice (person, project) VALUES ($1, $2) "
        "ON CONFLICT (person) DO UPDATE SET project = excluded.project, at = now()",
        person.id,
        project_id,
    )
    await execute(
        "INSERT INTO project_role (person, project_id, role) VALUES ($1, $2, 'manager') ON CONFLICT DO NOTHING",
        person.id,
        project_id,
    )
    return project_id


async def throw_away(*, person: Person) -> None:
    """Raises NotADraft."""
    project_id = await value("SELECT project FROM academy_practice WHERE person = $1", person.id)
    if project_id is not None:
        await remove_draft(project_id=project_id)


def _said(site: Site, text: object) -> Localized:
    made: dict[str, str] = {}
    for language in site.languages:
        with speaking(language):
            made[language] = str(text)
    return Localized(made)


def _recipe() -> Recipe:
    activities = tuple(
        RecipeActivity(method=method, name=name, intro=intro) for method, name, intro in _METHODS
    )
    first = RecipePhase(
        name=_("We listen"), description=_("Try things out here."), days=30, activities=activities
    )
    last = RecipePhase(name=_("You said – we did"), description=_("Say what came of it."), days=30)
    return Recipe(
        id="practice",
        name=_("Practice project"),
        summary=_("Only for practice. Nobody else meets it."),
        phases=(first, last),
    )
