"""What is said beside the labels of a form: the few are marked, not the many."""

from core.forms import Hidden, ShortText, YesNo
from core.forms.bound import Bound, BoundField


def marks(*required: bool) -> list[str]:
    fields = [BoundField(ShortText(label="x"), f"f{n}", required=must) for n, must in enumerate(required)]
    return [field.mark for field in Bound(fields)]


def test_required_is_said_where_it_is_the_exception() -> None:
    assert marks(True, False, False) == ["required", "", ""]


def test_optional_is_said_where_it_is_the_exception() -> None:
    assert marks(True, True, False) == ["", "", "optional"]


def test_optional_is_said_where_nothing_is_required() -> None:
    assert marks(False, False) == ["optional", "optional"]


def test_fields_without_a_mark_do_not_count() -> None:
    hidden, box = BoundField(Hidden(label="x"), "h"), BoundField(YesNo(label="x"), "b")
    named = BoundField(ShortText(label="x"), "n", required=True)
    Bound([hidden, box, named])
    assert named.mark == ""
