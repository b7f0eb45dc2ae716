"""What the pages of the account ask for."""

from typing import Annotated

import msgspec

from core.forms import Choice, Code, Email, Hidden, Invalid, Password, ShortText, YesNo
from core.i18n import _
from core.text import clean_postcode

_NAME = ShortText(
    label=_("Your name"),
    help=_("It stands beside what you write. You need not give your full name."),
    min=2,
    max=80,
    autocomplete="name",
    missing=_("Write your name."),
)
_POSTCODE = ShortText(
    label=_("Your postcode"),
    help=_("Some activities are for those who live here. You can also tell us later."),
    max=10,
    autocomplete="postal-code",
    inputmode="numeric",
)
_NEW_PASSWORD = Password(
    label=_("New password"),
    help=_("At least 10 characters. A sentence is easy to remember and hard to guess."),
    autocomplete="new-password",
    missing=_("Write a new password."),
)


class SignInForm(msgspec.Struct):
    email: Annotated[str, Email(label=_("Your e-mail address"))]
    next: Annotated[str, Hidden()] = ""


class CodeForm(msgspec.Struct):
    code: Annotated[str, Code(label=_("The code in the mail"), help=_("Six digits."))]


class AppCodeForm(msgspec.Struct):
    code: Annotated[str, Code(label=_("The code from the app"), help=_("Six digits."))]
    next: Annotated[str, Hidden(max=600)] = ""
    fresh: Annotated[str, Hidden(max=600)] = ""


class PasswordSignInForm(msgspec.Struct):
    email: Annotated[str, Email(label=_("Your e-mail address"), autocomplete="username")]
    password: Annotated[str, Password(label=_("Your password"))]


class RegisterForm(msgspec.Struct):
    name: Annotated[str, _NAME]
    email: Annotated[
        str, Email(label=_("Your e-mail address"), help=_("We send you a code to see that it is yours."))
    ]
    agree: Annotated[
        bool,
        YesNo(label=_("I have read how my data is used, and I agree"), required=True),
    ]
    postcode: Annotated[str, _POSTCODE] = ""
    next: Annotated[str, Hidden()] = ""

    def __post_init__(self) -> None:
        _check_name(self.name)
        self.postcode = _postcode(self.postcode)


class ProfileForm(msgspec.Struct):
    name: Annotated[str, _NAME]
    postcode: Annotated[str, _POSTCODE] = ""
    locale: Annotated[str, Choice(label=_("Language of pages and mail"), required=True)] = ""

    def __post_init__(self) -> None:
        _check_name(self.name)
        self.postcode = _postcode(self.postcode)


class NewEmailForm(msgspec.Struct):
    email: Annotated[
        str, Email(label=_("Your new e-mail address"), help=_("We send a code to the new address."))
    ]


class NewPasswordForm(msgspec.Struct):
    password: Annotated[str, _NEW_PASSWORD]


class ProvePasswordForm(msgspec.Struct):
    password: Annotated[str, Password(label=_("Your password"))]


class CloseForm(msgspec.Struct):
    contributions: Annotated[
        str,
        Choice(
            label=_("What shall happen to what you have written?"),
            options=(
                (
                    "stay",
                    _("It stays, without my name"),
                    _("“Former participant” stands beside it. The talk around it stays whole."),
                ),
                (
                    "go",
                    _("It goes with me"),
                    _("Your texts are erased. Answers that others gave stay, beside an empty place."),
                ),
            ),
            missing=_("Choose whether what you have written stays or goes."),
        ),
    ]
    sure: Annotated[bool, YesNo(label=_("I want to close my account for good"), required=True)]


def _check_name(name: str) -> None:
    # Registering sends mail and names stand on pages: neither may carry somebody's advertisement.
    if "@" in name or "://" in name or "www." in name.lower():
        raise Invalid(_("Write a name, not an address."), field="name")


def _postcode(typed: str) -> str:
    if not typed:
        return ""
    postcode = clean_postcode(typed)
    if postcode is None:
        raise Invalid(_("A Norwegian postcode is four digits, like 9900."), field="postcode")
    return postcode
