"""The forms of administrators: who takes which course, and a course of one's own."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

import msgspec

from academy.loading.zips import MOST_ZIPPED
from core.sdk import Choice, Choices, Date, Field, Invalid, Typed, Upload, _


class AssignForm(msgspec.Struct, kw_only=True):
    course: Annotated[str, Choice(label=_("Course"), options=())]
    people: Annotated[
        list[str], Choices(label=_("Who is to take it"), help=_("They are told by mail."), options=())
    ]
    due_on: Annotated[
        date | None,
        Date(
            label=_("By which day"),
            help=_("They are reminded a week before, the day before, and after it."),
            required=False,
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class ZipFile(Field):
    """Only asked for its beginning and its size: what is in it is looked at when it is unpacked."""

    kind: ClassVar[str] = "file"
    accept: ClassVar[str] = ".zip,application/zip"
    max: ClassVar[int] = MOST_ZIPPED

    def read(self, typed: Typed) -> Upload | None:
        uploads = typed.uploads()
        if not uploads:
            return None
        if len(uploads[-1].data) > MOST_ZIPPED:
            raise Invalid(_("The file is too large: at most {n} MB.").format(n=MOST_ZIPPED // 1_000_000))
        if not uploads[-1].data.startswith(b"PK"):
            raise Invalid(_("This is not a zip file."))
        sent = uploads[-1]
        return Upload(sent.filename, sent.content_type, sent.data)

    def echo(self, typed: Typed) -> None:
        """A browser cannot be given back a file."""


class OwnCourseForm(msgspec.Struct, kw_only=True):
    file: Annotated[
        Upload,
        ZipFile(
            label=_("The course as a zip file"),
            help=_("A folder with course.toml and lessons. At most 20 MB."),
        ),
    ]
