"""Why an operation cannot be done now."""

from core.text import Refused


class CannotBeDone(Refused):
    field = "what"
