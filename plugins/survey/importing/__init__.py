"""Forms from elsewhere: read as far as kinds match, with a list of what did not."""

from plugins.survey.importing.reading import ImportedForm, NotAForm, read_form
from plugins.survey.importing.sheet import Note

__all__ = ["ImportedForm", "NotAForm", "Note", "read_form"]
