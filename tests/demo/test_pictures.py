"""Pictures are the same for the same words, have the promised size, and stay light."""

import io

import pytest
from PIL import Image

from tenants.demo.gallery import wanted
from tenants.demo.paper import pdf
from tenants.demo.pictures import SCENES, draw
from tenants.demo.town import TOWNS, read_town

KB = 1024


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_is_drawn_in_full_size_and_stays_light(scene: str) -> None:
    drawn = draw(scene, seed="a town")
    assert len(drawn) <= 150 * KB
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.size == (1600, 900)


def test_the_same_words_give_the_same_picture_and_others_another() -> None:
    assert draw("village", seed="a", width=400) == draw("village", seed="a", width=400)
    assert draw("village", seed="a", width=400) != draw("village", seed="b", width=400)


def test_every_scene_stands_somewhere() -> None:
    used = {scene for slug in TOWNS for scene, _seed, _width in wanted(read_town(slug))}
    assert used == set(SCENES)


def test_a_document_says_its_title_and_hides_its_brackets() -> None:
    made = pdf("Plankart (ny) ø")
    assert made.startswith(b"%PDF-1.4")
    assert r"Plankart \(ny\) ø".encode("cp1252") in made
    assert made.rstrip().endswith(b"%%EOF")
