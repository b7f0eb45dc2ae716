"""One Field model for all forms: those written in code, plugins' settings, and those that staff build."""

from core.files.check import Upload
from core.forms.base import Field
from core.forms.bound import Bound, BoundField, Problem
from core.forms.building import (
    change_form,
    copy_form,
    load_form,
    load_form_version,
    make_form,
    use_form_version,
)
from core.forms.built import BuiltField, BuiltForm, Kind, bind_built, joined, say_answer, say_answers
from core.forms.choice_fields import Choice, Choices, Option
from core.forms.file_fields import File, Image
from core.forms.given import Invalid, Raw
from core.forms.json import from_json, to_json
from core.forms.part_fields import LocalizedText, Location, PlaceOnMap
from core.forms.shape_fields import Shape, ShapeOnMap
from core.forms.stale import StaleForm, check_version
from core.forms.structs import bind
from core.forms.text_fields import Code, Email, Hidden, LongText, Password, RichText, ShortText
from core.forms.value_fields import Colour, Date, DateTime, Number, YesNo

__all__ = [
    "Bound",
    "BoundField",
    "BuiltField",
    "BuiltForm",
    "Choice",
    "Choices",
    "Code",
    "Colour",
    "Date",
    "DateTime",
    "Email",
    "Field",
    "File",
    "Hidden",
    "Image",
    "Invalid",
    "Kind",
    "LocalizedText",
    "Location",
    "LongText",
    "Number",
    "Option",
    "Password",
    "PlaceOnMap",
    "Problem",
    "Raw",
    "RichText",
    "Shape",
    "ShapeOnMap",
    "ShortText",
    "StaleForm",
    "Upload",
    "YesNo",
    "bind",
    "bind_built",
    "change_form",
    "check_version",
    "copy_form",
    "from_json",
    "joined",
    "load_form",
    "load_form_version",
    "make_form",
    "say_answer",
    "say_answers",
    "to_json",
    "use_form_version",
]
