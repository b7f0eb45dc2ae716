"""The forms of residents: a proposal, a signature, a message."""

from typing import Annotated, Any

import msgspec

from core.sdk import (
    Bound,
    Choices,
    Content,
    Hidden,
    LongText,
    Raw,
    RichText,
    ShortText,
    Topic,
    YesNo,
    _,
    bind,
)
from plugins.proposals.reading import Proposal

MOST_TOPICS = 3
_TITLE = ShortText(
    label=_("What do you propose?"),
    help=_("One sentence, for example “Build a footbridge over the river at the school”."),
    max=120,
    missing=_("Write in one sentence what you propose."),
)
_BODY = RichText(
    label=_("What should the council decide, and why?"),
    help=_("Write so that people who have not heard of it understand. This is the text that people sign."),
    headings=False,
    missing=_("Write what the council should decide, and why."),
)


class DraftForm(msgspec.Struct, kw_only=True):
    """Nothing but a first word has to be there."""

    title: Annotated[str, ShortText(label=_TITLE.label, help=_TITLE.help, max=120, required=False)] = ""
    body: Annotated[str, RichText(label=_BODY.label, help=_BODY.help, headings=False, required=False)] = ""
    topics: Annotated[list[str], Choices(label=_("Topic"), required=False, max=MOST_TOPICS)] = []
    version: Annotated[str, Hidden(required=False)] = ""


class ProposalForm(DraftForm, kw_only=True):
    """Ready to be sent in."""

    title: Annotated[str, _TITLE]
    body: Annotated[str, _BODY]


class SignForm(msgspec.Struct, kw_only=True):
    shown: Annotated[
        bool,
        YesNo(label=_("Show my name among those who signed"), help=_("Otherwise you are only counted.")),
    ] = False
    hear: Annotated[
        bool,
        YesNo(label=_("Tell me what happens with the proposal"), help=_("You can stop it when you like.")),
    ] = True


class MessageForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("Subject"), max=100)]
    text: Annotated[
        str,
        LongText(
            label=_("Message"),
            help=_("It is also shown on the page of the proposal, to everyone."),
            max=2_000,
        ),
    ]


def proposal_form(
    *, topics: list[Topic], raw: Raw | None = None, kept: Proposal | None = None, draft: bool = False
) -> Bound[Any]:
    """`draft`: may be sent half written."""
    options = {"topics": [(str(topic.id), topic.name) for topic in topics]}
    initial = {}
    if kept is not None:
        initial = {
            "title": kept.title,
            "body": kept.body,
            "topics": [str(topic) for topic in kept.topics],
            "version": str(kept.version),
        }
    form: Bound[Any] = bind(DraftForm if draft else ProposalForm, raw, initial=initial, options=options)
    if not topics:
        form.fields[:] = [field for field in form.fields if field.key != "topics"]
    return form


def content_of(form: Bound[Any]) -> Content:
    given: DraftForm = form.values
    return Content(title=given.title, body=given.body, topics=tuple(int(topic) for topic in given.topics))


def sign_form(*, names: str, raw: Raw | None = None) -> Bound[SignForm]:
    """Asks about the name only where the rule leaves it to the signer."""
    form = bind(SignForm, raw, initial={"hear": True})
    if names != "choose":
        form.fields[:] = [field for field in form.fields if field.key != "shown"]
    return form
