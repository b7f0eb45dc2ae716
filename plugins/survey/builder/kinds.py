"""The kinds of question as staff meet them: name, what it is good for, in groups."""

from core.sdk import Text, _
from plugins.survey.model import QuestionKind as K

NAMES: dict[K, tuple[Text, Text]] = {
    K.ONE_CHOICE: (_("Choose one"), _("One answer among several.")),
    K.SEVERAL_CHOICES: (_("Choose several"), _("As many answers as fit, perhaps with a limit.")),
    K.IMAGE_CHOICE: (_("Choose among pictures"), _("Drawings, places or designs to choose between.")),
    K.YES_NO: (_("Yes or no"), _("Two buttons.")),
    K.SCALE: (_("Scale"), _("Numbers from low to high, with words at the ends.")),
    K.RATING: (_("Stars"), _("How good is it? 3 to 10 stars.")),
    K.SENTIMENT: (_("Faces"), _("Five faces from very bad to very good, and perhaps “why?”.")),
    K.MATRIX: (_("Table of choices"), _("The same answers for several things.")),
    K.RANKING: (_("Put in order"), _("What matters most, and what comes next.")),
    K.SHORT_TEXT: (_("One line of text"), _("A name, a street, a word.")),
    K.LONG_TEXT: (_("Several lines of text"), _("In people's own words.")),
    K.NUMBER: (_("Number"), _("An amount or a count.")),
    K.DATE: (_("Date"), _("A day.")),
    K.PLACE: (
        _("Place on the map"),
        _("A point, a line or an area; those who cannot draw write where it is."),
    ),
    K.FILE: (_("File"), _("A document that people send along.")),
    K.INFORMATION: (_("Text to read"), _("Information between the questions. Nothing is answered.")),
}
GROUPS: tuple[tuple[Text, tuple[K, ...]], ...] = (
    (_("To choose"), (K.ONE_CHOICE, K.SEVERAL_CHOICES, K.IMAGE_CHOICE, K.YES_NO)),
    (_("To judge"), (K.SCALE, K.RATING, K.SENTIMENT, K.MATRIX, K.RANKING)),
    (_("To write"), (K.SHORT_TEXT, K.LONG_TEXT, K.NUMBER, K.DATE)),
    (_("More"), (K.PLACE, K.FILE, K.INFORMATION)),
)
