"""Asking, and editing a draft."""

from typing import Annotated

import msgspec

from core.sdk import Bound, LongText, Raw, ShortText, _, bind
from plugins.insights.summaries.model import Summary
from plugins.insights.typed import whole


class AskForm(msgspec.Struct, kw_only=True):
    question: Annotated[
        str,
        ShortText(
            label=_("Ask a question about these contributions"),
            max=300,
            help=_("Such as: What do people say about parking?"),
        ),
    ]


class IntroductionForm(msgspec.Struct, kw_only=True):
    introduction: Annotated[str, LongText(label=_("Introduction"), max=4_000, required=False)] = ""


def ask_form(raw: Raw | None = None) -> Bound[AskForm]:
    return bind(AskForm, raw)


def introduction_form(summary: Summary, raw: Raw | None = None) -> Bound[IntroductionForm]:
    return bind(IntroductionForm, raw, initial={"introduction": summary.introduction})


def chosen(raw: Raw, summary: Summary) -> tuple[set[int], dict[int, str]]:
    """Which sentences are kept, and what staff wrote instead of some."""
    kept = {whole(each) for each in raw.get("keep", []) if isinstance(each, str) and each.isdecimal()}
    own: dict[int, str] = {}
    for line in summary.draft:
        given = raw.get(f"own-{line.key}", [""])[-1]
        own[line.key] = given if isinstance(given, str) else ""
    return kept, own
