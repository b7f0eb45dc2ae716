"""What people wrote, in numbered sentences, with where it can be read."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from core.sdk import Localized, rows
from plugins.insights.algorithms.sentences import sentences_of
from plugins.insights.quotations.model import Quote, Source
from plugins.insights.reading.address import ADDRESS

_LONGEST = 20_000  # characters that are looked through for sentences; the rest is read by people
_WORDS = f"""
    SELECT c.id, c.title, c.text, coalesce(v.language, c.language) AS language, c.state, a.names AS activity,
           {ADDRESS} AS url
    FROM contribution c JOIN activity a ON a.id = c.activity JOIN project r ON r.id = a.project
    LEFT JOIN insights_vector v ON v.contribution = c.id
    WHERE c.id = ANY($1::bigint[]) AND (c.state = 'published' OR ($2 AND c.state = 'internal'))
"""


@dataclass(frozen=True, kw_only=True)
class Words:
    """One contribution as it stands now."""

    id: int
    title: str
    text: str
    language: str
    state: str
    activity: str
    url: str

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return sentences_of(f"{self.title}\n{self.text}"[:_LONGEST])

    @cached_property
    def digest(self) -> str:
        whole = f"{self.title}\n{self.text}".encode()
        return hashlib.sha256(whole).hexdigest()[:32]

    def source(self, sentence: int) -> Source:
        return Source(contribution=self.id, sentence=sentence, digest=self.digest)


async def words_of(ids: Iterable[int], *, internal: bool = True) -> dict[int, Words]:
    """Those that may be read: hidden and withdrawn ones are not there. `internal`: with what only staff see."""
    found = await rows(_WORDS, sorted(set(ids)), internal)
    return {each["id"]: Words(**{**each, "activity": str(Localized.of(each["activity"]))}) for each in found}


def cut(source: Source, words: dict[int, Words]) -> Quote | None:
    """The sentence as it stands. None where the text has changed since it was chosen, or may no longer be read."""
    here = words.get(source.contribution)
    if here is None or here.digest != source.digest or not 0 <= source.sentence < len(here.sentences):
        return None
    return Quote(
        id=here.id,
        text=here.sentences[source.sentence],
        title=here.title,
        language=here.language,
        activity=here.activity,
        url=here.url,
        internal=here.state != "published",
    )
