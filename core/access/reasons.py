"""Typed reasons why something is not possible now, each with what to say and the next step."""

from dataclasses import dataclass
from datetime import datetime

from core.i18n import Text, _
from core.i18n.formats import say_moment


@dataclass(frozen=True)
class Reason:
    """`step` is (label, path) of what would help, or None. `{here}` in a path becomes the page the person was on."""

    @property
    def code(self) -> str:
        return type(self).__name__

    @property
    def message(self) -> Text:
        return _("You cannot do this here.")

    @property
    def step(self) -> tuple[Text, str] | None:
        return None

    status = 403


class LogIn(Reason):
    status = 401

    @property
    def message(self) -> Text:
        return _("Sign in to take part.")

    @property
    def step(self) -> tuple[Text, str]:
        return _("Sign in"), "/sign-in?next={here}"


class GiveKey(Reason):
    """For support experts: a code by mail is not enough."""

    @property
    def message(self) -> Text:
        return _("Give the code from your authenticator app first.")

    @property
    def step(self) -> tuple[Text, str]:
        return _("Give the code"), "/account/key?next={here}"


@dataclass(frozen=True)
class OpensOn(Reason):
    at: datetime

    @property
    def message(self) -> Text:
        return _("This opens on {date}.").format(date=say_moment(self.at))


@dataclass(frozen=True)
class ClosedSince(Reason):
    at: datetime

    @property
    def message(self) -> Text:
        return _("This closed on {date}.").format(date=say_moment(self.at))


class NotOpen(Reason):
    @property
    def message(self) -> Text:
        return _("This is not open now.")


class OnlyRead(Reason):
    """The whole place rests: what is there can be read and taken out, nothing new can be written."""

    @property
    def message(self) -> Text:
        return _("This site can be read, but nothing new can be written now. All that is here is kept.")


class ResidentsOnly(Reason):
    @property
    def message(self) -> Text:
        return _("This is for people who live here. Your postcode is in another municipality.")

    @property
    def step(self) -> tuple[Text, str]:
        return _("Change your postcode"), "/account"


class TellPostcode(Reason):
    @property
    def message(self) -> Text:
        return _("This is for people who live here. Tell us your postcode first.")

    @property
    def step(self) -> tuple[Text, str]:
        return _("Add your postcode"), "/account"


class GroupsOnly(Reason):
    @property
    def message(self) -> Text:
        return _("This is for members of a group that you are not in.")


class StaffOnly(Reason):
    @property
    def message(self) -> Text:
        return _("This is for the municipality's own staff.")


class OtherStaff(Reason):
    """Somebody from the staff, with too small a role here."""

    @property
    def message(self) -> Text:
        return _("Your role does not give access to this.")

    @property
    def step(self) -> tuple[Text, str]:
        return _("See what waits for you"), "/manage"


class LimitReached(Reason):
    @property
    def message(self) -> Text:
        return _("You have used all you can give here.")


class NotHere(Reason):
    """Not enabled = not there."""

    status = 404

    @property
    def message(self) -> Text:
        return _("There is nothing here.")


@dataclass(frozen=True)
class Refusal:
    """What `visit.can()` answers when the answer is no."""

    reason: Reason
    allowed: bool = False

    def __bool__(self) -> bool:
        return False

    @property
    def message(self) -> Text:
        return self.reason.message

    @property
    def step(self) -> tuple[Text, str] | None:
        return self.reason.step
