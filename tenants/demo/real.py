"""A fourth place with what real residents wrote elsewhere, brought in by the importer that staff use."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.contributions import seed_defaults
from core.db import rows
from core.founding.service import default_plugins
from core.host.provision import provision_here
from core.i18n import Localized
from core.people import Role
from core.people.service import create_person
from core.projects.activities import add_activity
from core.projects.content import TextBlock
from core.projects.content_service import set_blocks
from core.projects.phases import add_phase
from core.projects.publishing import NotReady, publish
from core.projects.service import create_project
from core.tenancy import PLATFORM, Kind, Status, scope, site, within
from core.tenancy.registry import tenant_at
from tenants.demo.children import Child
from tenants.demo.load import Entrance, way_in

HOST, NAME = "prove.localhost", "Prøvekommunen"
KEEPER, KEEPER_NAME = "prove-admin@example.org", "Pernille Prøvland"
PROJECT = "ekte-innspill"
TITLES = {"nb": "Ekte innspill fra andre steder", "en": "Real contributions from elsewhere"}
SUMMARIES = {
    "nb": "Dette har innbyggere skrevet i andre byer. Innspillene er lest inn med importen som de ansatte bruker.",
    "en": "This is what residents wrote in other cities, brought in by the importer that staff use.",
}


@dataclass(frozen=True)
class Source:
    """One activity, and the files that fill it. `credit` names who published them."""

    slug: str
    name: str
    credit: str
    file: str
    comments: str = ""
    method: str = "ideas"
    command: str = "ideas"  # of `allmenning import`


SOURCES = (
    Source("vallejo", "Participatory budgeting ideas", "City of Vallejo, 2016", "ideas/vallejo_en.csv"),
    Source(
        "cycling",
        "Radverkehr: Was soll besser werden?",
        "Cycling Dialogues, CC BY 4.0",
        "ideas/cycling_de.csv",
    ),
    Source("barcelona", "Pla d'actuació municipal", "Decidim Barcelona, 2016", "ideas/barcelona_ca.csv"),
    Source(
        "consul",
        "Vorschläge aus 15 Städten",
        "CONSUL",
        "ideas/consul_de_proposals.csv",
        "ideas/consul_de_comments.csv",
    ),
    Source(
        "madrid",
        "Propuestas",
        "Decide Madrid, 2015–2019",
        "ideas/madrid_es/proposals.csv",
        "ideas/madrid_es/comments.csv",
    ),
    Source(
        "wieliczka",
        "Zielony Milion: zielony budżet obywatelski",
        "Wieliczka 2023, Pabulib (arXiv:2012.06539)",
        "pabulib/poland_wieliczka_2023.pb",
        method="voting",
        command="election",
    ),
    Source(
        "toulouse",
        "Mes idées pour mon quartier",
        "Toulouse 2019, Pabulib (arXiv:2012.06539)",
        "pabulib/france_toulouse_2019_.pb",
        method="voting",
        command="election",
    ),
    Source(
        "bowling-green",
        "What should change in Bowling Green?",
        "The Computational Democracy Project, CC BY 4.0",
        "polis/american-assembly.bowling-green",
        method="deliberation",
        command="conversation",
    ),
    Source(
        "freshwater",
        "Our freshwater",
        "The Computational Democracy Project, CC BY 4.0",
        "polis/scoop-hivemind.freshwater",
        method="deliberation",
        command="conversation",
    ),
    Source(
        "flying",
        "Flying etiquette",
        "FiveThirtyEight, CC BY 4.0",
        "surveys/surveymonkey_flying-etiquette.csv",
        method="survey",
        command="survey",
    ),
)


async def make_real() -> tuple[Entrance, list[Source]]:
    """The place with one empty activity for each source, where it is not there yet. The way in, and what is still empty."""
    tenant = await tenant_at(HOST)
    if tenant is None:
        async with scope(PLATFORM):
            tenant = await provision_here(
                name=NAME,
                kind=Kind.MUNICIPALITY,
                host=HOST,
                status=Status.ACTIVE,
                plugins=default_plugins(),
                settings={"names": {"nb": NAME}, "languages": ["nb", "en"], "brand_colour": "#4A5568"},
            )
            async with within(tenant):
                await _furnish()
    async with scope(tenant, read_only=True):
        found = await rows(
            "SELECT a.slug FROM activity a WHERE NOT EXISTS (SELECT 1 FROM contribution c WHERE c.activity = a.id) "
            "AND NOT EXISTS (SELECT 1 FROM participation p WHERE p.activity_id = a.id)"
        )
    empty = {each["slug"] for each in found}
    entrance = await way_in(tenant, "administrator", KEEPER)
    return entrance, [source for source in SOURCES if source.slug in empty]


async def _furnish() -> None:
    keeper = await create_person(name=KEEPER_NAME, email=KEEPER, role=Role.ADMIN)
    await seed_defaults()
    here = await site()
    project = await create_project(
        titles=Localized(TITLES), summaries=Localized(SUMMARIES), slug=PROJECT, contact_person=keeper
    )
    credits_ = "\n\n".join(f"{source.name}: {source.credit}" for source in SOURCES)
    await set_blocks(project_id=project, blocks=[TextBlock(text=Localized(nb=credits_))])
    phase = await add_phase(project_id=project, names=Localized(nb="Lest inn"), descriptions=Localized())
    for source in SOURCES:
        await add_activity(
            site=here,
            project_id=project,
            phase_id=phase,
            method=source.method,
            names=Localized(nb=source.name),
            intros=Localized(nb=source.credit),
            slug=source.slug,
        )


async def open_real() -> None:
    """Shown when everything is in it: a vote without options cannot be published."""
    tenant = await tenant_at(HOST)
    if tenant is None:
        return
    async with scope(tenant):
        waiting = await rows("SELECT id FROM project WHERE slug = $1 AND state = 'draft'", PROJECT)
        for each in waiting:
            with suppress(NotReady):  # a file was not there: staff see what is missing
                await publish(project_id=each["id"], site=await site())


def bring_real(
    sources: list[Source], folder: Path, children: list[Child], *, say: Callable[[str], None]
) -> None:
    """One import after the other, each by the command that an operator would use."""
    for source in sources:
        if not (folder / source.file).exists():
            say(f"{source.name}: {folder / source.file} is not there, so it is left out.")
            continue
        say(f"Bringing in {source.name} ({source.credit}) …")
        comments = ("--comments", str(folder / source.comments)) if source.comments else ()
        child = Child(
            "import",
            *(source.command, str(folder / source.file), *comments),
            *("--tenant", HOST, "--activity", f"{PROJECT}/{source.slug}"),
        )
        children.append(child)
        child.process.wait()
        children.remove(child)
    say(f"All that was found is in {NAME}.")
