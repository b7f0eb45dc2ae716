"""The themes of Los as a place's first topics: staff tick those they want, and change them as any other topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.sdk import add_topic, rows
from plugins.insights.los import Term, terms, themes

_WORDS = 10
_SPOKEN = ("nb", "nn", "en")


@dataclass(frozen=True, kw_only=True)
class Start:
    """`here`: the place has it already."""

    path: str
    name: str
    about: str
    here: bool


async def choices(locale: str) -> list[Start]:
    language = locale if locale in _SPOKEN else "nb"
    here = {each["key"] for each in await rows("SELECT key FROM topic")}
    return [
        Start(path=each.path, name=each.name(language), about=_about(each, language), here=_key(each) in here)
        for each in themes(topmost=True)
    ]


async def take_up(*, paths: Sequence[str]) -> int:
    """How many became topics. What is here already, and what is none of Los, is passed over."""
    here = {each["key"] for each in await rows("SELECT key FROM topic")}
    made = 0
    for theme in themes(topmost=True):
        if theme.path in paths and _key(theme) not in here:
            await add_topic(
                names=theme.names,
                descriptions={language: _about(theme, language) for language in _SPOKEN},
                key=_key(theme),
            )
            made += 1
    return made


def _about(theme: Term, language: str) -> str:
    """The words below it: by these a topic is known before anything has been put in it."""
    below = [term for term in terms() if theme.path in term.below]
    return ", ".join(each.name(language) for each in below[:_WORDS])


def _key(theme: Term) -> str:
    return theme.path.rpartition("/")[2][:60]
