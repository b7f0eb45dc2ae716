"""LimeSurvey's question types by their letters, and what each becomes here (manual.limesurvey.org, "Question types")."""

from plugins.survey.model import QuestionKind

K = QuestionKind
SIMPLE = {
    "S": K.SHORT_TEXT,
    "T": K.LONG_TEXT,
    "U": K.LONG_TEXT,
    "N": K.NUMBER,
    "D": K.DATE,
    "Y": K.YES_NO,
    "|": K.FILE,
    "X": K.INFORMATION,
}
ONE = {"L", "!", "O", "G"}  # a list, a menu, a list with a comment, gender
SEVERAL = {"M", "P"}  # boxes, boxes with comments
EACH = {
    "Q": K.SHORT_TEXT,
    "K": K.NUMBER,
    ";": K.SHORT_TEXT,
    ":": K.NUMBER,
}  # a field for each row (and column)
ARRAYS = {"A", "B", "C", "E", "F", "H", "1"}
RANKING = "R"
POINTS = "5"  # one question from 1 to 5
STEPS = {"A": 5, "B": 10}  # arrays of numbers from 1
WORDS = {
    "C": (("Ja", "Ja", "Yes"), ("Usikker", "Usikker", "Uncertain"), ("Nei", "Nei", "No")),
    "E": (("Øke", "Auke", "Increase"), ("Som nå", "Som no", "Same"), ("Redusere", "Redusere", "Decrease")),
    "G": (("Kvinne", "Kvinne", "Female"), ("Mann", "Mann", "Male")),
}
CODES = {"C": ("Y", "U", "N"), "E": ("I", "S", "D"), "G": ("F", "M")}
