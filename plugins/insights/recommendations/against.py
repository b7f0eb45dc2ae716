"""Signs that a sentence speaks against something. A suggestion for the one who reads, never a count."""

import re

# Norwegian (both forms), English, German, Spanish and Catalan. Whole words; a sentence with more of them comes first.
_SIGNS = re.compile(
    r"(?<!\w)(?:"
    r"(?:er|går|stemmer|sterkt) i ?mot|imot|motstander\w*|motstandar\w*|nei til|unødvendig\w*|sløsing\w*|bortkast\w*"
    r"|ikk(?:e|je) (?:behov|nødvendig|nødvendige|ønskelig|ønskeleg|bra|lurt|bruk|bygg|riv|fjern|riktig|rett)"
    r"|(?:uenig|ueinig|usamd)(?:e)?|dårlig idé|dårleg idé|stopp|la være|lat vere|heller enn|for dyrt"
    r"|against|oppos(?:e|ed|es|ing)|disagree\w*|unnecessary|waste of|wasteful|bad idea|no need|pointless|too expensive"
    r"|(?:do|does|should|is|are|would)(?: not|n['’]t) (?:need|want|be|build|support|agree|necessary|worth|work|help)"
    r"|dagegen|unnötig\w*|überflüssig\w*|verschwendung|lehne\w* ab|nicht (?:nötig|notwendig|sinnvoll)"
    r"|en contra|en desacuerdo|no estoy de acuerdo|innecesari\w*|innecessàri\w*|inútil\w*|no es necesario|no cal"
    r")(?!\w)",
    re.IGNORECASE,
)
_WORDS = (4, 60)


def speaks_against(sentence: str) -> int:
    """How many signs it holds; none in what is too short or too long to be read as a quotation."""
    if not _WORDS[0] <= len(sentence.split()) <= _WORDS[1]:
        return 0
    return len(_SIGNS.findall(sentence))
