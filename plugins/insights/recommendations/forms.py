"""What staff write themselves."""

from typing import Annotated

import msgspec

from core.sdk import Bound, Hidden, LongText, Raw, ShortText, _, bind
from plugins.insights.recommendations.deciding import TEXT, TITLE
from plugins.insights.recommendations.model import Recommendation


class NewForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("A recommendation of your own"), max=TITLE)]


class ChangeForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("What you recommend, in one sentence"), max=TITLE)]
    text: Annotated[
        str,
        LongText(
            label=_("Why, and how"),
            required=False,
            max=TEXT,
            help=_("In your own words. What people said stands below, word for word."),
        ),
    ] = ""
    version: Annotated[str, Hidden()] = "1"


def new_form(raw: Raw | None = None) -> Bound[NewForm]:
    return bind(NewForm, raw)


def change_form(one: Recommendation, raw: Raw | None = None) -> Bound[ChangeForm]:
    return bind(ChangeForm, raw, initial={"title": one.title, "text": one.text, "version": str(one.version)})
