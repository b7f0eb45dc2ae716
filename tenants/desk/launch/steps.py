"""The steps from signing to launch, as experience has them: who does each, and how far on the way it should be done."""

from dataclasses import dataclass

from core.i18n import Text, _

EXPERT, MUNICIPALITY = "expert", "municipality"


@dataclass(frozen=True)
class Step:
    """`part`: how much of the time between signing and launch may have passed."""

    key: str
    title: Text
    side: str
    part: float


STEPS = (
    Step("start", _("Start meeting: goals, people, dates"), EXPERT, 0.1),
    Step("people", _("Invite colleagues, and give them their roles"), MUNICIPALITY, 0.2),
    Step("look", _("Name, colours, logo and address of the site"), MUNICIPALITY, 0.25),
    Step(
        "agreement",
        _("Data-processing agreement, privacy text and accessibility statement"),
        MUNICIPALITY,
        0.35,
    ),
    Step("course", _("Staff take the first course"), MUNICIPALITY, 0.45),
    Step(
        "project",
        _("The first project: what people can influence, and when they get an answer"),
        MUNICIPALITY,
        0.6,
    ),
    Step("moderation", _("Who moderates, how often, and by which rules"), MUNICIPALITY, 0.65),
    Step("review", _("The expert looks through the first project"), EXPERT, 0.75),
    Step("rehearsal", _("Rehearsal with five people from outside"), MUNICIPALITY, 0.85),
    Step("news", _("Tell people: newspaper, schools, associations, own channels"), MUNICIPALITY, 0.95),
    Step("launch", _("Launch"), MUNICIPALITY, 1.0),
    Step("checkup", _("Check-up after four weeks: who came, who is missing"), EXPERT, 1.0),
)
TITLES = {step.key: step.title for step in STEPS}
SIDES = {EXPERT: _("The support desk"), MUNICIPALITY: _("The municipality")}
AFTER_LAUNCH_DAYS = {"checkup": 28}
