"""The forms of the launch plan and of meetings, for both sides."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from core.forms import Choice, Date, DateTime, LongText, Number, Option, ShortText
from core.i18n import _
from tenants.desk.launch.steps import SIDES


class PlanForm(msgspec.Struct):
    signed_on: Annotated[date, Date(label=_("Day of signing"))]
    launch_on: Annotated[date, Date(label=_("Day of launch"), help=_("Eight to twelve weeks are usual."))]


class StepForm(msgspec.Struct):
    title: Annotated[str, ShortText(label=_("What shall be done"), max=200)]
    due_on: Annotated[date, Date(label=_("By which day"))]
    side: Annotated[
        str,
        Choice(label=_("Who does it"), options=tuple(Option(key, words) for key, words in SIDES.items())),
    ] = "municipality"
    owner_name: Annotated[str, ShortText(label=_("Name of the one who does it"), max=120, required=False)] = (
        ""
    )


class MeetingForm(msgspec.Struct):
    title: Annotated[str, ShortText(label=_("What it is about"), max=200)]
    starts_at: Annotated[datetime, DateTime(label=_("When"))]
    minutes: Annotated[int, Number(label=_("How many minutes"), min=10, max=480)] = 45
    where: Annotated[
        str,
        ShortText(
            label=_("Where"), help=_("A room, or the address of a video meeting."), max=300, required=False
        ),
    ] = ""
    kind: Annotated[
        str,
        Choice(label=_("Kind"), options=(Option("advice", _("Advice")), Option("checkup", _("Check-up")))),
    ] = "advice"


class WishForm(msgspec.Struct):
    title: Annotated[str, ShortText(label=_("What would you like to talk about?"), max=200)]
    starts_at: Annotated[
        datetime, DateTime(label=_("A time that suits you"), help=_("We answer with this time or another."))
    ]
    wish: Annotated[str, LongText(label=_("More about it"), max=2_000, required=False)] = ""
