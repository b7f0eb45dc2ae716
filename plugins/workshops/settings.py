"""What staff choose for an activity, and once for the whole place. The admin forms are made from these."""

from typing import Annotated

import msgspec

from core.sdk import Activity, Number, Password, ShortText, Site, YesNo, _


class WorkshopsSettings(msgspec.Struct, frozen=True, kw_only=True):
    names: Annotated[
        bool,
        YesNo(
            label=_("Names stand beside what people write in a workshop"),
            help=_("Without names people may write more freely. Staff still see who wrote."),
        ),
    ] = False
    comments: Annotated[bool, YesNo(label=_("People can comment on what was said and on the minutes"))] = True
    open_after: Annotated[
        bool,
        YesNo(
            label=_("Those who could not come can answer afterwards"),
            help=_("The steps of a finished workshop stay open until the activity closes."),
        ),
    ] = True
    remind_hours: Annotated[
        int, Number(label=_("Hours before a meeting that people are reminded"), min=1, max=168)
    ] = 24


class WorkshopsDefaults(msgspec.Struct, frozen=True, kw_only=True):
    video_server: Annotated[
        str,
        ShortText(
            label=_("Address of your Jitsi Meet server"),
            help=_("For example https://meet.example.no. Empty: staff give a link for each meeting."),
            required=False,
            max=200,
        ),
    ] = ""
    video_app: Annotated[
        str, ShortText(label=_("Application id on the Jitsi server"), required=False, max=100)
    ] = ""
    video_secret: Annotated[
        str,
        Password(
            label=_("Secret of the application"),
            help=_(
                "Makes those who lead moderators of the room. It is never shown. Leave it empty to keep it."
            ),
            required=False,
            max=200,
            autocomplete="off",
        ),
    ] = ""


def settings_of(activity: Activity) -> WorkshopsSettings:
    found = activity.settings
    return found if isinstance(found, WorkshopsSettings) else WorkshopsSettings()


def defaults_of(site: Site) -> WorkshopsDefaults:
    from core.sdk import from_json

    return from_json(WorkshopsDefaults, site.plugins.get("workshops"))


def allows(activity: Activity, action: str) -> bool:
    """Do the settings leave this action open?"""
    return settings_of(activity).comments if action == "workshops.comment" else True
