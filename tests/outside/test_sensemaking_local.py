"""The engine that needs no network: no text can stop the one that asks, and its answers point, they do not write."""

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.outside.sensemaking import Cite, Claim, FlagKind, Group, Item, TopicHint, Verdict
from core.outside.sensemaking.local import LocalSensemaker
from core.outside.sensemaking.local.embedding import SPACE, Embedder
from core.outside.sensemaking.local.tidy import LONGEST, tidy

TEXTS = [
    "Vi trenger flere benker i parken langs elva.",
    "Sett opp benker ved elva, det er langt å gå.",
    "Bygg sykkelvei til skolen.",
    "Sykkelstien til skolen er farlig om vinteren.",
    "Det er for mørkt i parken om kvelden, sett opp lys.",
    "More benches by the river please.",
]


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalSensemaker]:
    embedder = Embedder(processes=1)
    yield LocalSensemaker(embedder)
    embedder.end()


def items(texts: list[str] = TEXTS) -> list[Item]:
    return [Item(number=10 + at, sentences=(text,)) for at, text in enumerate(texts)]


async def test_what_means_the_same_is_near_in_another_language_too(engine: LocalSensemaker) -> None:
    made = await engine.embed(TEXTS)
    near = made.matrix() @ made.matrix().T
    assert (made.space, len(made), made.dim) == (SPACE, len(TEXTS), 384)
    assert near[0, 5] > near[2, 5]
    assert [round(sum(value * value for value in row), 3) for row in made.rows()] == [1.0] * len(TEXTS)


async def test_the_same_text_gives_the_same_vector_whoever_stands_beside_it(engine: LocalSensemaker) -> None:
    alone, among = await engine.embed(TEXTS[:1]), await engine.embed(TEXTS)
    assert float(alone.matrix()[0] @ among.matrix()[0]) > 0.9999


async def test_the_texts_that_overflow_the_model_stop_nobody(engine: LocalSensemaker) -> None:
    hostile = ["\ufdfa" * 20_000, "a\0b" * 5_000, "\ud800x", "", "🤷" * 2_000, "x " * 50_000, "ok"]
    made = await engine.embed(hostile)
    assert len(made) == len(hostile)
    assert float(made.matrix()[-1] @ (await engine.embed(["ok"])).matrix()[0]) > 0.9999


async def test_a_model_that_dies_at_work_is_started_again(engine: LocalSensemaker) -> None:
    await engine.embed(["først"])
    asked = asyncio.ensure_future(engine.embed(["Vi trenger flere benker i parken. " * 12] * 32))
    await asyncio.sleep(0.2)
    for pid in engine.embedder.pids:
        os.kill(pid, signal.SIGKILL)
    made = await asked
    assert len(made) == 32
    assert float(made.matrix()[0] @ made.matrix()[-1]) > 0.9999


async def test_the_process_of_the_model_knows_no_secrets(engine: LocalSensemaker) -> None:
    await engine.embed(["her"])
    environment = await asyncio.to_thread(_environment_of, engine.embedder.pids[0])
    assert not {"DATABASE_URL", "SECRET_KEY", "REDIS_URL", "HOME"} & environment
    assert "OMP_NUM_THREADS" in environment


def _environment_of(pid: int) -> set[str]:
    with open(f"/proc/{pid}/environ", encoding="utf-8") as file:  # noqa: PTH123 - not a file of ours
        return {line.partition("=")[0] for line in file.read().split("\0")}


async def test_where_the_model_does_not_run_words_are_compared_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.outside.sensemaking.local.embedding.importlib.util.find_spec", lambda _: None)
    plain = LocalSensemaker(Embedder(processes=1))
    made = await plain.embed(TEXTS)
    near = made.matrix() @ made.matrix().T
    assert plain.words_only
    assert made.space == plain.space == "words-1"
    assert near[0, 1] > near[0, 2]
    assert len(await plain.embed(["", "\ufdfa" * 9_000])) == 2


async def test_a_summary_is_peoples_own_sentences(engine: LocalSensemaker) -> None:
    draft = await engine.summarise(items(), language="nb", most=3)
    assert 1 <= len(draft.claims) <= 3
    assert not draft.made.by_model
    for claim in draft.claims:
        assert claim.text == TEXTS[claim.cites[0].item - 10]
        assert claim.cites[0].sentence == 0


async def test_an_answer_is_about_the_question_or_is_none(engine: LocalSensemaker) -> None:
    draft = await engine.answer("Hva sier folk om sykkel til skolen?", items(), language="nb")
    assert "skolen" in draft.claims[0].text
    assert (await engine.answer("", items(), language="nb")).claims == ()
    assert (await engine.answer("Sykkel?", [], language="nb")).claims == ()


@pytest.mark.parametrize(
    "texts", [[], ["Én"], ["Likt. "] * 30, ["x" * 100_000], ["", " "], ["مرحبا بالعالم", "你好", "Hei"]]
)
async def test_odd_selections_are_summarised_without_complaint(
    engine: LocalSensemaker, texts: list[str]
) -> None:
    draft = await engine.summarise(items(texts), language="nb")
    assert all(claim.cites for claim in draft.claims)
    await engine.answer("Hva?", items(texts), language="nb")
    await engine.label([Group(number=1, items=tuple(items(texts)))], language="nb")


async def test_a_group_is_named_by_what_tells_it_from_the_others(engine: LocalSensemaker) -> None:
    every = items()
    made = await engine.label(
        [Group(number=1, items=tuple(every[:2])), Group(number=2, items=tuple(every[2:4]), hint="Sykkel")],
        language="nb",
    )
    assert made.labels[0].name.startswith("Benker")
    assert made.labels[1].name.startswith("Sykkel: ")


async def test_a_topic_is_known_by_its_description_alone(engine: LocalSensemaker) -> None:
    topics = [
        TopicHint(number=1, name="Sykkel", description="Sykkelveier, gange og trygg skolevei"),
        TopicHint(number=2, name="Park", description="Parker, benker og grøntområder"),
    ]
    made = await engine.tag(items(), topics)
    assert [tags[0].topic for tags in made.tags[:4]] == [2, 2, 1, 1]


async def test_what_the_sentences_do_not_say_is_not_supported(engine: LocalSensemaker) -> None:
    claims = [
        Claim(text=TEXTS[0], cites=(Cite(10, 0),)),
        Claim(text="Kommunen skal bygge 40 boliger på torget.", cites=(Cite(10, 0),)),
        Claim(text="Folk ønsker ikke flere benker i parken langs elva.", cites=(Cite(10, 0),)),
        Claim(text=TEXTS[0], cites=(Cite(99, 0), Cite(10, 7))),
        Claim(text="Flere benker langs elva trengs.", cites=(Cite(10, 0),)),
    ]
    made = await engine.supports(claims, items())
    assert made.verdicts == (Verdict.YES, Verdict.NO, Verdict.NO, Verdict.NO, Verdict.YES)


async def test_only_what_is_aimed_at_somebody_is_flagged(engine: LocalSensemaker) -> None:
    made = await engine.flags(
        ["Din idiot, jeg skal drepe deg", "Bilene dreper pinnsvin", "Faen så bra!", "Fint forslag", ""]
    )
    assert [len(flags) for flags in made.flags] == [1, 0, 0, 0, 0]
    assert made.flags[0][0].kind is FlagKind.TOXIC
    assert made.flags[0][0].found == "idiot"


@given(st.text())
def test_tidy_text_is_short_and_can_be_written(text: str) -> None:
    assert len(tidy(text * 50)) <= LONGEST
    assert "\0" not in tidy(text)
    tidy(text).encode("utf-8")
