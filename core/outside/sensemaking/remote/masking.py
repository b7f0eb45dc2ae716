"""What is taken out of a text before it leaves the house: how to reach a person, and who it is.

Masks rather a word too many than one too few of numbers and addresses; of names only those that are written as names are.
"""

import re
from collections.abc import Callable

from core.outside.sensemaking.remote.names import is_given_name

_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])@\w{3,}")
# Eleven digits: day, month (also +40 and +80, as made-up numbers have), year, and five more. Account numbers are eleven too.
_ELEVEN = re.compile(r"(?<!\d)(?:\d{6}[ .-]?\d{5}|\d{4}[ .]\d{2}[ .]\d{5})(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_PHONE = re.compile(r"(?<![\d.,])(?:(?:\+|00)\d{1,3}[ -]?)?(?:\d[ -]?){7}\d(?![\d,]|\.\d)")
_STREET = re.compile(
    r"\b[A-ZÆØÅÁ][\wæøåáÆØÅ.-]*(?: [A-ZÆØÅÁa-zæøå][\wæøå.-]*){0,2}?"
    r"(?:vei|veien|veg|vegen|gate|gata|gaten|allé|alleen|bakken|lia|tunet|svingen|stien|plass|street|road|lane)"
    r"\s+\d{1,4}\s?[A-Za-z]?\b"
)
_NAME = re.compile(
    r"\b[A-ZÆØÅÁČĐŊŠŦŽ][\w'’-]+(?:[ ]+(?:(?:van|von|de|af)[ ]+)?[A-ZÆØÅÁČĐŊŠŦŽ][\w'’.-]+){1,3}\b"
)
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_EMAIL, "[e-mail]"),
    (_URL, "[link]"),
    (_HANDLE, "[name]"),
    (_IBAN, "[account]"),
    (_ELEVEN, "[number]"),
    (_PHONE, "[phone]"),
    (_STREET, "[address]"),
)
_PASSES = 20


def masked(text: str) -> str:
    """The same text without e-mail addresses, links, numbers of persons, accounts and phones, street addresses and full names."""
    for _pass in range(
        _PASSES
    ):  # what stood beside something that was taken out may only now be seen for what it is
        before = text
        text = _once(text)
        if text == before:
            break
    return text


def _once(text: str) -> str:
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return _NAME.sub(_name_or_not(), text)


def _name_or_not() -> Callable[[re.Match[str]], str]:
    """Words with capitals, of which one of the first two is a given name: `Kari Nordmann`, not `Norsk Standard`."""

    def choose(found: re.Match[str]) -> str:
        words = found[0].split()
        for at, word in enumerate(words[:2]):
            if at + 1 < len(words) and is_given_name(word):
                before = " ".join(words[:at])
                return f"{before} [name]".strip()
        return found[0]

    return choose
