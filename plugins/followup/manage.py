"""Staff: all projects with what was promised and answered, and one project's answers."""

from core.sdk import Answer, Localized, Role, Visit, get, page, person_of
from plugins.followup.about import head, managed
from plugins.followup.days import day_of
from plugins.followup.reading import counts_of, outcomes_of


@get("/manage/followup", action="followup.enter")
async def listed(visit: Visit) -> Answer:
    person = person_of(visit)
    everything = person.role.rank >= Role.MANAGER.rank
    mine = [key for key in person.project_roles if person.role_in(key).rank >= Role.MANAGER.rank]
    found = await counts_of(None if everything else mine)
    lines = [{**each, "title": Localized.of(each["titles"])} for each in found]
    return page("followup/manage_list.html", lines=lines, today=day_of(visit.now))


@get("/manage/followup/{project_id:int}", action="followup.enter")
async def outcomes(visit: Visit, project_id: int) -> Answer:
    project = await managed(visit, project_id)
    found = await outcomes_of(project_id=project_id, published=False)
    return page("followup/manage_outcomes.html", outcomes=found, **head(project, "outcomes"))
