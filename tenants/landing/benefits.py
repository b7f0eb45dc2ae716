"""Why a municipality should want this, in seven sentences; and how it begins, in three."""

from typing import NamedTuple

from core.i18n import Text, _


class Benefit(NamedTuple):
    icon: str
    title: Text
    text: Text


BENEFITS = (
    Benefit(
        "group",
        _("Those who are seldom heard take part"),
        _(
            "On a phone, on paper or in a meeting, in plain language and in their own. No app, no long form. "
            "It counts the same however it came."
        ),
    ),
    Benefit(
        "locked",
        _("One safe place for every method"),
        _(
            "Ideas, surveys, votes and meetings in one place, with one sign-in and one way to handle personal data."
        ),
    ),
    Benefit(
        "info",
        _("The right information"),
        _(
            "People see what is to be decided, what is settled already, and what they can change – before they answer."
        ),
    ),
    Benefit(
        "chat",
        _("Open communication"),
        _("Everyone who takes part hears what happened with it. Each idea shows where it stands, and why."),
    ),
    Benefit(
        "chart",
        _("Efficient analysis"),
        _(
            "A thousand answers are sorted, counted and summed up, and you can always go back to what each person wrote."
        ),
    ),
    Benefit(
        "signature",
        _("Support for decisions"),
        _(
            "What the council gets on the table shows who took part, what they agree on, and where they differ."
        ),
    ),
    Benefit(
        "star",
        _("It keeps up"),
        _(
            "Open source, new methods as plugins, and your data in your own hands: take it out whole whenever you want."
        ),
    ),
)
STEPS = (
    (_("Your organisation"), _("Choose your municipality or county from the list.")),
    (_("You"), _("Write your name and your address at work. We send you a code.")),
    (_("Your site"), _("Choose address, languages and colour. A moment later the site is there.")),
)
