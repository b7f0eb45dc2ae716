"""What staff choose for one activity of ideas. The admin form is made from this."""

from typing import Annotated

import msgspec

from core.sdk import Activity, Choice, Localized, LocalizedText, Number, Text, YesNo, _

Words = dict[str, str]
SORT_NAMES: dict[str, Text] = {
    "newest": _("Newest"),
    "supported": _("Most supported"),
    "discussed": _("Most discussed"),
    "random": _("Random order"),
}


class IdeasSettings(msgspec.Struct, frozen=True, kw_only=True):
    support: Annotated[bool, YesNo(label=_("People can support"))] = True
    oppose: Annotated[bool, YesNo(label=_("People can say that they are against"))] = False
    max_supports: Annotated[
        int,
        Number(
            label=_("How many each person can support"),
            help=_("0 means as many as they like. A limit makes people choose."),
            min=0,
            max=1000,
        ),
    ] = 0
    comments: Annotated[bool, YesNo(label=_("People can comment"))] = True
    anonymous: Annotated[
        bool,
        YesNo(
            label=_("People can hide their name from the public"),
            help=_("Staff still see who wrote it."),
        ),
    ] = False
    images: Annotated[bool, YesNo(label=_("People can add a picture"))] = True
    attachments: Annotated[bool, YesNo(label=_("People can add documents"))] = False
    map: Annotated[bool, YesNo(label=_("People can give a place, by address or on a map"))] = True
    topics_required: Annotated[bool, YesNo(label=_("A topic must be chosen"))] = False
    look_first: Annotated[
        bool,
        YesNo(
            label=_("A moderator looks before it is published"),
            help=_("People are told that it may take a while."),
        ),
    ] = False
    tell_contact: Annotated[
        bool,
        YesNo(
            label=_("The contact person is told of each new idea"),
            help=_("The project's contact person, here and by mail as that person has chosen."),
        ),
    ] = False
    sort: Annotated[str, Choice(label=_("First order of the list"), options=tuple(SORT_NAMES.items()))] = (
        "newest"
    )
    form_intro: Annotated[
        Words,
        LocalizedText(label=_("What is said above the form"), max=2_000, long=True, required=False),
    ] = {}
    name_many: Annotated[
        Words,
        LocalizedText(
            label=_("What they are called"),
            help=_("For example “Ideas”, “Proposals” or “Wishes”. Empty means “Ideas”."),
            max=40,
            required=False,
        ),
    ] = {}
    button: Annotated[
        Words,
        LocalizedText(
            label=_("What the button says"),
            help=_("For example “Share an idea”. Empty means “Share an idea”."),
            max=40,
            required=False,
        ),
    ] = {}

    @property
    def called(self) -> Localized | Text:
        return Localized(self.name_many) if any(self.name_many.values()) else _("Ideas")

    @property
    def call(self) -> Localized | Text:
        return Localized(self.button) if any(self.button.values()) else _("Share an idea")

    @property
    def limit(self) -> int | None:
        return self.max_supports or None


def settings_of(activity: Activity) -> IdeasSettings:
    found = activity.settings
    return found if isinstance(found, IdeasSettings) else IdeasSettings()


def allows(activity: Activity, action: str) -> bool:
    """Do the settings leave this action open?"""
    chosen = settings_of(activity)
    return {
        "ideas.support": chosen.support,
        "ideas.oppose": chosen.oppose,
        "ideas.comment": chosen.comments,
    }.get(action, True)
