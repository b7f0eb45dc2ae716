"""What a browser sent: strings and uploads by name, each perhaps several times, perhaps nonsense."""

from collections.abc import Mapping, Sequence

from core.files.check import Upload
from core.i18n import Text
from core.text.clean import storable
from core.text.errors import Refused

Raw = Mapping[str, Sequence[str | Upload]]
NOTHING: Raw = {}
HUGE = 200_000  # characters in one answer; beyond, it is refused before it is looked at


class Invalid(Refused):
    """What was typed cannot be used. `field` names another field than the one that was read."""

    def __init__(self, message: Text, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Typed:
    """What was sent for one field."""

    def __init__(self, raw: Raw, name: str) -> None:
        self._raw = raw
        self._name = name

    def all(self) -> list[str]:
        return [storable(each) for each in self._raw.get(self._name, ()) if isinstance(each, str)]

    def one(self) -> str:
        """The last, as with a hidden 'off' before a checkbox."""
        found = self.all()
        return found[-1] if found else ""

    def part(self, part: str) -> "Typed":
        """A field with several inputs: `<name>.<part>`."""
        return Typed(self._raw, f"{self._name}.{part}")

    def uploads(self) -> list[Upload]:
        """Files; the empty one that a browser sends for 'none chosen' is left out."""
        given = (each for each in self._raw.get(self._name, ()) if not isinstance(each, str))
        return [upload for upload in given if upload.filename or upload.data]
