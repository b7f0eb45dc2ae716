"""Two people edit one thing: the second is told, and loses nothing."""

from core.i18n import _
from core.text.errors import Refused


class StaleForm(Refused):
    """Someone else saved while this form was open."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Someone else changed this while you were writing. What you wrote is still here. "
                "Look at the new version in another tab, then save again if yours should stand."
            )
        )


def check_version(*, current: int, sent: int | str | None) -> None:
    """`sent` came back in the form's hidden version field. Raises StaleForm unless it is the current one."""
    if str(sent if sent is not None else "") != str(current):
        raise StaleForm
