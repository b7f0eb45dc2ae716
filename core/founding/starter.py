"""What a new place begins with: one draft that explains itself. Residents see nothing of it."""

from core.host import house
from core.i18n import Localized, Text, _, speaking
from core.projects.activities import add_activity, methods_on
from core.projects.content import TextBlock
from core.projects.content_service import set_blocks
from core.projects.phases import add_phase
from core.projects.service import create_project
from core.tenancy import Site

TITLE = _("Our first project")
SUMMARY = _(
    "This is a draft for you to try things out in. Only you and your colleagues see it. "
    "Change the words, or delete it and begin with your own."
)
ABOUT = _(
    "Write here what it is about, in words that everyone knows: what is to be decided, why now, and what has "
    "been decided already. Say what people can change, and what they cannot. Add a picture of the place."
)
INTRO = _(
    "Here residents take part. Ask one clear question, such as: What would make you use the harbour more "
    "often? Say who reads the answers, and when you will tell what came of them."
)
PHASES = (
    (
        _("Take part"),
        _("Everyone can take part. Set the dates, and tell people where they are: in schools and shops."),
    ),
    (
        _("We consider"),
        _("The municipality reads everything, answers, and says what it will look into."),
    ),
    (
        _("What came of it"),
        _("Tell what was decided, and what happens next. People come back when they hear from you."),
    ),
)
LANGUAGES = ("nb", "nn", "en")


async def write_starter(*, site: Site, contact_person: int) -> int:
    """A draft project with a timeline, and in its first phase the first method that is on here."""
    spoken = [code for code in site.languages if code in LANGUAGES] or [LANGUAGES[0]]
    project_id = await create_project(
        titles=_in(spoken, TITLE), summaries=_in(spoken, SUMMARY), contact_person=contact_person
    )
    await set_blocks(project_id=project_id, blocks=[TextBlock(text=_in(spoken, ABOUT))])
    phases = [
        await add_phase(project_id=project_id, names=_in(spoken, name), descriptions=_in(spoken, about))
        for name, about in PHASES
    ]
    for method in methods_on(site)[:1]:
        await add_activity(
            site=site,
            project_id=project_id,
            phase_id=phases[0],
            method=method,
            names=_in(spoken, house().methods[method].name),
            intros=_in(spoken, INTRO),
        )
    return project_id


def _in(spoken: list[str], text: Text) -> Localized:
    """The same words in each of the site's languages."""
    said = Localized()
    for code in spoken:
        with speaking(code):
            said[code] = str(text)
    return said
