"""Demonstration content: one report in each town, published, with the figures of its project."""

from core.sdk import Seeding, speaking
from plugins.reports.presets import PRESETS, filled
from plugins.reports.publishing import publish
from plugins.reports.reading import load_report
from plugins.reports.writing import make_report

# Slug of a project → its words: lead, in brief, what we learned, what happens now. Invented, as the towns are.
STORIES: dict[str, tuple[str, str, str, str]] = {
    "bryggepromenaden": (
        "Det som er sagt om brygga til nå, og hvem som har sagt det.",
        "Mange vil sitte ved vannet, i ly for vinden. Ungdom ber om et sted inne der de kan være uten å kjøpe noe.",
        "Vinden var viktigere enn vi trodde. Skissene har fått levegger, og gangveien er lagt om der det var trangt.",
        "Formannskapet behandler skissen i januar. Alle som har skrevet, får beskjed om hva som ble bestemt.",
    ),
    "elva-etter-flaumen": (
        "Det som er sagt om elva etter flaumen, og kven som har sagt det.",
        "Folk vil kjenne seg trygge, og dei vil ha elva attende som ein stad å vere. Mange skriv om stien og om bruene.",
        "Dei som bur nærast, visste kvar vatnet tok veg. Kartet er retta etter det dei fortalde.",
        "Kommunestyret får saka til våren. Alle som har skrive, får høyre kva det blir til.",
    ),
    "et-nytt-torg": (
        "Det som er sagt om torget, og hvem som har sagt det.",
        "Folk ønsker seg trær, benker og et torg som er for alle tider på døgnet. Noen er redde for å miste parkeringen.",
        "Ungdom og eldre vil ha de samme stedene, bare til ulike tider. Det har vi tatt med i planen.",
        "Planen legges ut på høring. Alle som har skrevet, får beskjed.",
    ),
}


async def seed(seeding: Seeding) -> None:
    """Written by the first of the staff, in the language of the town."""
    story = STORIES.get(seeding.theme)
    if story is None or not seeding.staff:
        return
    lead, *words = story
    content = await filled(
        PRESETS["project"], project_id=seeding.place.project.id, phase_id=None, language=seeding.language
    )
    content.lead = lead
    texts = [section for section in content.sections if section.kind == "text"]
    for section, said in zip(texts, words, strict=False):
        section.body = f"<p>{said}</p>"
    by = seeding.staff[0]
    with speaking(seeding.language):
        report_id = await make_report(
            project_id=seeding.place.project.id, language=seeding.language, content=content, by=by
        )
        report = await load_report(report_id)
        if report is not None:
            await publish(report=report, by=by)
