"""The projects of a town: description, pictures, timeline, activities – through the services that staff use."""

from typing import Any

import msgspec

from core.access import Access, AccessRule
from core.files import Purpose, keep_upload
from core.forms import BuiltField, Kind, from_json
from core.forms.built import BuiltOption
from core.host import house
from core.i18n import Localized
from core.people import Person
from core.projects.activities import add_activity, change_rules
from core.projects.content import Block, TextBlock, blocks_from
from core.projects.content_service import set_blocks
from core.projects.fields import save_field
from core.projects.phases import add_phase
from core.projects.publishing import archive, publish
from core.projects.service import Details, change_details, create_project, folder_named
from tenants.demo.gallery import Drawing, Gallery
from tenants.demo.paper import pdf
from tenants.demo.seeding import seed
from tenants.demo.settle import Settled
from tenants.demo.town import ActivityWords, ExtraField, PhaseWords, ProjectWords

WHAT_NEXT = {"nb": "Hva skjer videre?", "nn": "Kva skjer vidare?", "en": "What happens next?"}
RESIDENTS_ONLY = AccessRule(who=Access.REGISTERED, residents=True)


async def build_project(settled: Settled, words: ProjectWords, gallery: Gallery) -> dict[str, int]:
    """Activity key -> id."""
    contact = settled.people[words.contact]
    project_id = await create_project(
        titles=Localized(words.titles),
        summaries=Localized(words.summary),
        slug=words.slug,
        contact_person=contact.id,
    )
    await _describe(settled, project_id, words, gallery)
    activities: dict[str, int] = {}
    for phase in words.phases:
        activities |= await _build_phase(settled, project_id, phase)
    await seed(settled, words, activities)
    first = min(phase.starts for phase in words.phases)
    opened = settled.clock.starts(min(first, -1))
    await publish(project_id=project_id, site=settled.site, at=opened)
    if words.state == "archived":
        await archive(project_id=project_id)
    return activities


async def _describe(settled: Settled, project_id: int, words: ProjectWords, gallery: Gallery) -> None:
    contact = settled.people[words.contact]
    cover = await gallery.hang(words.cover.scene, words.key, contact)
    details = Details(
        titles=Localized(words.titles),
        summaries=Localized(words.summary),
        promise=Localized(words.promise),
        cover={"file": cover.key, "alt": words.cover.alt},
        folder=await folder_named(titles=Localized(words.folder)) if words.folder else None,
        topics=[settled.topics[key] for key in words.topics],
        area=words.area,
        contact_person=contact.id,
    )
    await change_details(project_id=project_id, sent_version="1", details=details)
    blocks = [await _block(block, n, words.key, gallery, contact) for n, block in enumerate(words.blocks)]
    spoken = {locale: title for locale, title in WHAT_NEXT.items() if locale in words.follow_up}
    blocks.append(TextBlock(title=Localized(spoken), text=Localized(words.follow_up)))
    await set_blocks(project_id=project_id, blocks=blocks)


async def _block(words: dict[str, Any], n: int, project_key: str, gallery: Gallery, owner: Person) -> Block:
    stored = dict(words)
    if words["type"] == "image":
        stored["file"] = (await gallery.hang(stored.pop("scene"), f"{project_key}-{n}", owner)).key
    if words["type"] == "documents":
        stored["items"] = [{**item, "file": await _document(item["name"], owner)} for item in words["items"]]
    return blocks_from([stored])[0]


async def _document(name: dict[str, str], owner: Person) -> str:
    title = next(iter(name.values()))
    paper = Drawing(f"{title.removesuffix(' (PDF)')}.pdf", pdf(title), "application/pdf")
    return (await keep_upload(paper, purpose=Purpose.DOCUMENT, owner=owner)).key


async def _build_phase(settled: Settled, project_id: int, words: PhaseWords) -> dict[str, int]:
    phase_id = await add_phase(
        project_id=project_id,
        names=Localized(words.name),
        descriptions=Localized(words.description),
        starts_at=settled.clock.starts(words.starts),
        ends_at=settled.clock.ends(words.ends),
    )
    there = [each for each in words.activities if _can_stand(each)]
    return {each.key: await _build_activity(settled, project_id, phase_id, each) for each in there}


def _can_stand(words: ActivityWords) -> bool:
    """Not where its plugin is switched off, or has nothing to show."""
    owner = house().method_owner.get(words.method)
    return owner is not None and (not words.stage or hasattr(house().lodgers[owner].module, "seeds"))


async def _build_activity(settled: Settled, project_id: int, phase_id: int, words: ActivityWords) -> int:
    activity_id = await add_activity(
        site=settled.site,
        project_id=project_id,
        phase_id=phase_id,
        method=words.method,
        names=Localized(words.name),
        intros=Localized(words.intro),
        slug=words.key,
        settings=_settings(words),
        opens_at=settled.clock.starts(words.starts),
        closes_at=settled.clock.ends(words.ends),
    )
    rules = _rules(words)
    if rules:
        await change_rules(project_id=project_id, activity_id=activity_id, sent_version="1", rules=rules)
    for field in words.settings.fields if words.settings else ():
        await save_field(activity_id=activity_id, field=_field(field))
    return activity_id


def _rules(words: ActivityWords) -> dict[str, AccessRule]:
    if words.access == "residents":
        own = house().methods[words.method].actions
        return {action.name: RESIDENTS_ONLY for action in own if action.changeable and action.open_only}
    return dict.fromkeys(words.everyone, AccessRule(who=Access.EVERYONE))


def _settings(words: ActivityWords) -> msgspec.Struct:
    """Of ideas the content knows four; of other methods it says them as they are stored."""
    made = house().methods[words.method].settings
    if words.settings is None:
        return from_json(made, words.own)
    rules = words.settings
    return made(
        oppose=rules.allow_oppose,
        comments=rules.allow_comments,
        anonymous=rules.anonymous,
        map=rules.show_map,
    )


def _field(words: ExtraField) -> BuiltField:
    return BuiltField(
        key=words.key,
        kind=Kind(words.kind),
        labels=words.label,
        required=words.required,
        public=not words.staff,
        options=tuple(BuiltOption(option.key, option.label) for option in words.options),
    )
