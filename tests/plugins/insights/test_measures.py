"""The measures themselves are measured: known figures, planted pairs, and the whole command on a small set."""

from pathlib import Path

import pytest

from core.sdk import words_sensemaker
from plugins.insights import los
from plugins.insights.algorithms.frame import Frame
from plugins.insights.measures.cli import evaluate
from plugins.insights.measures.planted import planted
from plugins.insights.measures.scores import Spread, ari, macro_f1, nmi
from plugins.insights.measures.sets import all_sets

DATA = next(
    (p for p in (Path("../shared/data"), Path("/work/shared/data")) if p.is_dir()), Path("../shared/data")
)


def test_a_division_agrees_with_itself_under_other_names() -> None:
    one, other = [0, 0, 1, 1, 2, 2], ["b", "b", "c", "c", "a", "a"]
    assert nmi(one, other) == pytest.approx(1)
    assert ari(one, other) == pytest.approx(1)


def test_known_figures_of_agreement() -> None:
    one, other = [0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]
    assert ari(one, other) == pytest.approx(0.2424, abs=1e-4)  # as scikit-learn gives it
    assert nmi(one, other) == pytest.approx(0.5158, abs=1e-4)
    assert nmi([0, 1, 0, 1], [0, 0, 1, 1]) == pytest.approx(0)


def test_a_small_topic_weighs_as_much_as_a_big_one() -> None:
    assert macro_f1(["a"] * 9 + ["b"], ["a"] * 10) == pytest.approx((18 / 19) / 2)
    assert str(Spread(0.5, 0.02)) == ".50 ± .02"
    assert str(Spread(1.0)) == "1.00"


def test_planted_copies_are_known_and_the_same_each_time() -> None:
    texts = [f"Forslag nummer {number} handler om noe helt eget" for number in range(60)]
    made, pairs = planted(texts, 1)
    assert (made, pairs) == planted(texts, 1)
    assert len(made) == 60 + len(pairs) == 80
    assert all(made[first] != made[second] for first, second in pairs)


def test_los_has_themes_in_three_languages() -> None:
    top = los.themes(topmost=True)
    assert (len(los.terms()), len(los.themes()), len(top)) == (519, 92, 14)
    assert top[0].name("nn") == "Trafikk og transport"
    assert top[0].name("de") == "Traffic and transport"
    assert "Båt, havn og kyst" in los.described(top[0], "nb")


async def test_a_group_is_hinted_the_theme_it_is_near_to_or_none() -> None:
    engine = words_sensemaker()
    kindergarten = next(theme for theme in los.themes() if theme.name("nb") == "Barnehage")
    texts = ["Sykkelvei og gangvei langs veien"] * 3 + [los.described(kindergarten, "nb")] * 3
    made = (await engine.embed(texts)).matrix()
    frame = Frame(made, ["nb"] * 6)
    themes, vectors = await los.theme_vectors(engine, frame, language="nb", topmost=False)
    placed = frame.place(made, ["nb"] * 6)
    hints = los.nearest(placed[[5]], themes, vectors, language="nb")
    assert hints == ["Barnehage"]
    assert los.nearest(-placed[[5]] * 0, themes, vectors, language="nb") == [""]
    assert los.nearest(placed[:0], themes, vectors, language="nb") == []


@pytest.mark.skipif(not DATA.is_dir(), reason="the real data is not here (../shared/data)")
def test_evaluate_scores_an_engine_on_a_labelled_set(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    evaluate(DATA, engine=["words"], only="services, nb", vectors=tmp_path / "kept", to=page)
    text = page.read_text("utf-8")
    assert "| municipal services, nb | nb | 247 / 13 | words (words-1) |" in text
    assert "Near-duplicates" in text
    assert list((tmp_path / "kept").glob("*.npy"))
    assert {"nb", "en", "de", "ca", "sv"} <= {each.language for each in all_sets(DATA)}


def test_evaluate_says_what_is_missing(tmp_path: Path) -> None:
    import typer

    with pytest.raises(typer.BadParameter, match="No labelled sets"):
        evaluate(tmp_path)
