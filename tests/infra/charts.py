"""The chart's templates filled in, as far as ours go: `{{ .Values.a.b }}` and `{{ .Release.Name }}`, and nothing else."""

import re
from typing import Any

import yaml

from core.settings import project_folder

INFRA = project_folder() / "infra"
CHART = INFRA / "helm" / "allmenning"
_PLACE = re.compile(r"\{\{(.*?)\}\}")


def rendered(release: str = "al") -> list[dict[str, Any]]:
    """Every document of every template. Raises KeyError for a value that values.yaml lacks."""
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    known = {"Values": values, "Release": {"Name": release}}
    documents: list[dict[str, Any]] = []
    for file in sorted((CHART / "templates").iterdir()):
        text = _PLACE.sub(lambda found: _value(known, found[1].strip()), file.read_text())
        documents += [each for each in yaml.safe_load_all(text) if each]
    return documents


def _value(known: Any, name: str) -> str:
    assert re.fullmatch(r"(\.\w+)+", name), f"{name} is more than this check understands"
    for part in name.removeprefix(".").split("."):
        known = known[part]
    return str(known)
