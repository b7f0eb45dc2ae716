"""Signs that a sentence speaks against something. A suggestion for the one who reads, never a count."""

import re

# Norwegian (both forms), Swedish, English, German, Spanish and Catalan. Whole words; a sentence with more of them comes first.
_SIGNS = re.compile(
    r"(?<!\w)(?:"
    r"(?:er|går|stemmer|sterkt) i ?mot|imot|motstander\w*|motstandar\w*|nei til|unødvendig\w*|sløsing\w*|bortkast\w*"
    r"|ikk(?:e|je) (?:behov|nødvendig|nødvendige|ønskelig|ønskeleg|bra|lurt|bruk|bygg|riv|fjern|riktig|rett)"
    r"|ikk(?:e|je) (?:verdt|enig|einig|løsningen|løysinga)"
    r"|(?:bør|burde|må|skal|trenger|treng|vil|ønsker|ønskjer|støtter|støttar|liker|likar) (?:\w+ )?ikk(?:e|je)"
    r"|(?:uenig|ueinig|usamd)(?:e)?|dårlig idé|dårleg idé|stopp|la være|lat vere|heller enn|for dyrt|ødelegg\w*|protester\w*"
    r"|emot|motstånd\w*|nej till|onödig\w*|slöseri\w*|bortkastad\w*|avskaffa\w*"
    r"|(?:bör|borde|får|ska|skall|behöver|vill) (?:\w+ )?inte|inte (?:lösningen|värt|nödvändig\w*|bra|rätt|kostnadseffektiv\w*)"
    r"|against|oppos(?:e|ed|es|ing)|disagree\w*|unnecessary|waste of|wasteful|bad idea|no need|pointless|too expensive"
    r"|(?:do|does|should|is|are|would|must|can)(?: not|n['’]t) (?:need|want|be|build|support|agree|like|necessary|worth|help)"
    r"|dagegen|unnötig\w*|überflüssig\w*|verschwendung|lehne\w* ab|nicht (?:nötig|notwendig|sinnvoll)"
    r"|(?:sollte|sollten|darf|dürfen|muss|will|brauchen?)(?: \w+)? (?:nicht|kein|keine|keinen)|nein zu"
    r"|en contra|en desacuerdo|no estoy de acuerdo|innecesari\w*|innecessàri\w*|inútil\w*|no es necesario|no cal"
    r"|no (?:quiero|queremos|debería|deberían|hace falta|volem|vull|hauria)"
    r")(?!\w)",
    re.IGNORECASE,
)
# `I have nothing against it` is said by those who are for it.
_NOT_SO = re.compile(
    r"(?<!\w)(?:ikk(?:e|je)|inte|ingenting|intet|not|nothing|nichts?|nada|no (?:estoy|tengo|es))(?: \w+)? "
    r"(?:i ?mot|emot|against|opposed|dagegen|en contra|unødvendig\w*|onödig\w*|unnecessary|motstander|motståndare)(?!\w)",
    re.IGNORECASE,
)
_WORDS = (4, 60)


def speaks_against(sentence: str) -> int:
    """How many signs it holds; none in what is too short or too long to be read as a quotation."""
    if not _WORDS[0] <= len(sentence.split()) <= _WORDS[1]:
        return 0
    return max(0, len(_SIGNS.findall(sentence)) - 2 * len(_NOT_SO.findall(sentence)))
