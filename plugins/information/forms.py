"""The forms of residents and staff."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

import msgspec
from stdnum.no import orgnr as numbers

from core.sdk import (
    Choice,
    Date,
    Field,
    File,
    Hidden,
    Image,
    Invalid,
    Localized,
    LocalizedText,
    LongText,
    Refused,
    RichText,
    ShortText,
    Text,
    Typed,
    Upload,
    YesNo,
    _,
)
from plugins.information.hearing.answers import OUTCOMES
from plugins.information.reading.formats import KINDS as READ

MOST_BYTES = 20_000_000
BIGGEST = 66_000_000  # three documents, as large as each may be
_HIDE = YesNo(label=_("Hide my name from the public"), help=_("The municipality still sees who you are."))
PARTS = (
    ("", _("The whole page")),
    ("167.167", _("Upper left")),
    ("500.167", _("Upper middle")),
    ("833.167", _("Upper right")),
    ("167.500", _("Middle left")),
    ("500.500", _("The middle")),
    ("833.500", _("Middle right")),
    ("167.833", _("Lower left")),
    ("500.833", _("Lower middle")),
    ("833.833", _("Lower right")),
)


@dataclass(frozen=True, kw_only=True)
class ReadableFile(Field):
    """A document that is read into sections. What it holds is found out when it is read."""

    kind: ClassVar[str] = "file"
    says_missing: ClassVar[Text] = _("Choose a file for “{label}”.")
    accept: ClassVar[str] = ",".join(f".{ending}" for ending in (*READ, "htm", "markdown"))
    max: ClassVar[int] = MOST_BYTES

    def read(self, typed: Typed) -> Upload | None:
        uploads = typed.uploads()
        if not uploads:
            return None
        if len(uploads[-1].data) > MOST_BYTES:
            raise Invalid(
                _("The file is too big. It can be at most {max} MB.").format(max=MOST_BYTES // 1_000_000)
            )
        sent = uploads[-1]
        return Upload(sent.filename, sent.content_type, sent.data)

    def echo(self, typed: Typed) -> None:
        """A browser cannot be given back a file."""


class WrongNumber(Refused):
    field = "orgnr"

    def __init__(self) -> None:
        super().__init__(_("This is not an organisation number. It has nine digits."))


class NameOrganisation(Refused):
    field = "organisation"

    def __init__(self) -> None:
        super().__init__(_("Write the name of the organisation."))


class QuestionForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("Your question"), max=150, missing=_("Write your question."))]
    text: Annotated[str, LongText(label=_("Tell more"), max=3_000, required=False)] = ""
    anonymous: Annotated[bool, _HIDE] = False


class RemarkForm(msgspec.Struct, kw_only=True):
    text: Annotated[str, LongText(label=_("Your comment"), max=5_000, missing=_("Write your comment."))]
    part: Annotated[str, Choice(label=_("Where on the page?"), options=PARTS, required=False)] = ""
    anonymous: Annotated[bool, _HIDE] = False
    section: Annotated[str, Hidden(required=False, max=60)] = ""
    paragraph: Annotated[str, Hidden(required=False, max=6)] = ""
    exact: Annotated[str, Hidden(required=False)] = ""
    start: Annotated[str, Hidden(required=False, max=9)] = ""
    x: Annotated[str, Hidden(required=False, max=6)] = ""
    y: Annotated[str, Hidden(required=False, max=6)] = ""


class StatementForm(msgspec.Struct, kw_only=True):
    behalf: Annotated[
        str,
        Choice(
            label=_("Who is the statement from?"),
            options=(("person", _("Me")), ("organisation", _("An organisation, business or authority"))),
        ),
    ] = "person"
    organisation: Annotated[
        str,
        ShortText(
            label=_("Name of the organisation"),
            max=150,
            required=False,
            show_if=("behalf", ("organisation",)),
            autocomplete="organization",
        ),
    ] = ""
    orgnr: Annotated[
        str,
        ShortText(
            label=_("Organisation number"),
            help=_("Nine digits, if it has one."),
            max=20,
            required=False,
            inputmode="numeric",
            show_if=("behalf", ("organisation",)),
        ),
    ] = ""
    title: Annotated[
        str, ShortText(label=_("What is it about?"), max=150, missing=_("Write what it is about."))
    ]
    text: Annotated[str, LongText(label=_("The statement"), max=40_000, missing=_("Write the statement."))]
    document_1: Annotated[Upload | None, File(label=_("Attachment"), required=False)] = None
    document_2: Annotated[Upload | None, File(label=_("Second attachment"), required=False)] = None
    document_3: Annotated[Upload | None, File(label=_("Third attachment"), required=False)] = None
    understood: Annotated[
        bool,
        YesNo(
            label=_("I know that the statement is a public document"),
            missing=_("Tick that you know that the statement is public."),
            required=True,
        ),
    ]

    def __post_init__(self) -> None:
        """An organisation has a name, and a number that is one."""
        if self.behalf != "organisation":
            self.organisation = self.orgnr = ""
            return
        if not self.organisation:
            raise NameOrganisation
        self.orgnr = checked_orgnr(self.orgnr)

    @property
    def uploads(self) -> list[Upload]:
        return [each for each in (self.document_1, self.document_2, self.document_3) if each is not None]


class PaperForm(msgspec.Struct, kw_only=True):
    """A statement that came by letter or mail."""

    sender: Annotated[str, ShortText(label=_("Who sent it?"), max=120, missing=_("Write who sent it."))]
    organisation: Annotated[str, ShortText(label=_("Organisation"), max=150, required=False)] = ""
    orgnr: Annotated[
        str, ShortText(label=_("Organisation number"), max=20, required=False, inputmode="numeric")
    ] = ""
    received: Annotated[date, Date(label=_("The day it came"))]
    title: Annotated[
        str, ShortText(label=_("What is it about?"), max=150, missing=_("Write what it is about."))
    ]
    text: Annotated[str, LongText(label=_("The statement"), max=40_000, missing=_("Write the statement."))]
    document_1: Annotated[Upload | None, File(label=_("Scanned letter or attachment"), required=False)] = None

    def __post_init__(self) -> None:
        self.orgnr = checked_orgnr(self.orgnr)


class AnswerForm(msgspec.Struct, kw_only=True):
    outcome: Annotated[
        str,
        Choice(
            label=_("What do you do with it?"),
            options=tuple(OUTCOMES.items()),
            missing=_("Choose what you do with it."),
        ),
    ]
    summary: Annotated[
        str,
        LongText(
            label=_("Short summary of what it says"),
            help=_("Stands in the table of answers instead of the whole text."),
            max=1_500,
            required=False,
        ),
    ] = ""
    reason: Annotated[str, RichText(label=_("Answer and reason"), headings=False, missing=_("Write why."))]


class PublishForm(msgspec.Struct, kw_only=True):
    """What the public may read of a statement."""

    body: Annotated[str, RichText(label=_("The text as everyone may read it"), headings=False)]
    redacted: Annotated[
        str,
        ShortText(
            label=_("What is left out, and by which rule"),
            help=_(
                "For example “Health information, offentleglova § 13”. Empty means that nothing is left out."
            ),
            max=300,
            required=False,
        ),
    ] = ""
    with_files: Annotated[bool, YesNo(label=_("Publish the attachments as they are"))] = True
    document_1: Annotated[
        Upload | None,
        File(
            label=_("Attachment with parts blacked out"),
            help=_("Instead of those that were sent."),
            required=False,
        ),
    ] = None
    document_2: Annotated[
        Upload | None, File(label=_("Second attachment with parts blacked out"), required=False)
    ] = None


class WithholdForm(msgspec.Struct, kw_only=True):
    reason: Annotated[
        str,
        ShortText(
            label=_("Why it is not published, and by which rule"),
            max=300,
            missing=_("Write by which rule it is not published."),
        ),
    ]


class VersionForm(msgspec.Struct, kw_only=True):
    title: Annotated[
        str, ShortText(label=_("Name of the document"), max=150, missing=_("Write the document's name."))
    ]
    note: Annotated[
        str,
        LongText(
            label=_("What is new in this version"),
            help=_("A few sentences for those who have read the one before."),
            max=2_000,
            required=False,
        ),
    ] = ""
    file: Annotated[
        Upload,
        ReadableFile(
            label=_("The document"),
            help=_(
                "DOCX, ODT, HTML, Markdown or PDF, at most 20 MB. Headings become sections; pages of a "
                "PDF become pictures with their text."
            ),
            missing=_("Choose the document."),
        ),
    ]


class LetterForm(msgspec.Struct, kw_only=True):
    subject: Annotated[str, ShortText(label=_("Subject"), max=150, missing=_("Write a subject."))]
    body: Annotated[str, RichText(label=_("The letter"), missing=_("Write the letter."))]
    version: Annotated[str, Hidden(required=False)] = ""


class OwnQuestionForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("Question"), max=150, missing=_("Write the question."))]
    answer: Annotated[str, RichText(label=_("Answer"), headings=False, missing=_("Write the answer."))]


class QuestionAnswerForm(msgspec.Struct, kw_only=True):
    answer: Annotated[str, RichText(label=_("Answer"), headings=False, missing=_("Write the answer."))]


class BlockForm(msgspec.Struct, kw_only=True):
    """Every kind's fields; a page asks for those of its kind."""

    title: Annotated[Localized, LocalizedText(label=_("Heading"), max=120, required=False)] = msgspec.field(
        default_factory=Localized
    )
    text: Annotated[Localized, LocalizedText(label=_("Text"), max=20_000, rich=True, required=False)] = (
        msgspec.field(default_factory=Localized)
    )
    facts: Annotated[
        Localized,
        LocalizedText(
            label=_("Facts"),
            help=_("One on each line: what, a colon, and how much. “Cost: 12 million”."),
            max=4_000,
            long=True,
            required=False,
        ),
    ] = msgspec.field(default_factory=Localized)
    document: Annotated[Upload | None, File(label=_("Document"), required=False)] = None
    picture: Annotated[Upload | None, Image(label=_("Picture"), required=False)] = None
    alt: Annotated[
        str,
        ShortText(
            label=_("What the picture shows"), help=_("For those who cannot see it."), max=300, required=False
        ),
    ] = ""
    address: Annotated[
        str,
        ShortText(
            label=_("Address"), help=_("Begins with https://."), max=500, required=False, inputmode="url"
        ),
    ] = ""
    version: Annotated[str, Hidden(required=False)] = ""


ASKED = {
    "text": ("title", "text", "version"),
    "facts": ("title", "facts", "version"),
    "document": ("title", "text", "document", "version"),
    "picture": ("title", "picture", "alt", "version"),
    "link": ("title", "text", "address", "version"),
}


def checked_orgnr(typed: str) -> str:
    """Nine digits with a right check digit, or nothing. Raises WrongNumber."""
    if not typed.strip():
        return ""
    try:
        return str(numbers.validate(typed))
    except numbers.ValidationError as error:
        raise WrongNumber from error
