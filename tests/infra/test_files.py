"""What cannot run here – containers, Kubernetes, Prometheus – is looked through by the tools made for it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import compose_spec
import kubernetes_validate
import promql_parser
import pytest
import yaml

from core.settings import Settings
from tests.conftest import Client
from tests.infra.charts import INFRA, rendered
from tests.support.towns import Towns

TOOLS = Path(sys.executable).parent
COMPOSE = INFRA / "compose" / "compose.yaml"
OF_THE_STORAGE = {
    "AWS_ENDPOINT",
    "AWS_ALLOW_HTTP",
    "AWS_REGION",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
}


def _run(*words: str) -> None:
    done = subprocess.run([str(TOOLS / words[0]), *words[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_image_follows_the_rules() -> None:
    _run("hadolint", str(INFRA / "container" / "Containerfile"))


def test_scripts_follow_the_rules() -> None:
    _run("shellcheck", *map(str, sorted((INFRA / "backup").glob("*.sh"))))


def test_image_is_not_root_and_holds_what_the_program_needs() -> None:
    text = (INFRA / "container" / "Containerfile").read_text()
    assert re.search(r"^USER 10001:10001$", text, re.MULTILINE)
    packages = re.search(
        r"^packages = (\[.*\])$", (INFRA.parent / "pyproject.toml").read_text(), re.MULTILINE
    )
    assert packages is not None
    for package in json.loads(packages[1]):
        assert f"COPY {package} {package}" in text, package
        assert package not in (INFRA.parent / ".dockerignore").read_text().split()


def test_compose_file_is_one() -> None:
    merged = yaml.safe_load(COMPOSE.read_text())  # what it checks knows no merge keys
    compose_spec.PyCompose.from_yaml(yaml.safe_dump(merged))
    services = merged["services"]
    for name in ("web", "worker", "migrate", "prepare"):
        assert services[name]["read_only"], name
        assert services[name]["cap_drop"] == ["ALL"], name
    for name, service in services.items():
        for other in service.get("depends_on", {}):
            assert other in services, f"{name} waits for {other}"


def test_every_setting_that_is_given_exists() -> None:
    given = yaml.safe_load(COMPOSE.read_text())["x-program"]["environment"].keys() - OF_THE_STORAGE
    chart = next(each for each in rendered() if each["kind"] == "ConfigMap")["data"].keys()
    assert {name.lower() for name in [*given, *chart]} <= set(Settings.__struct_fields__)
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE.read_text()))
    offered = set(re.findall(r"^(\w+)=", (INFRA / "compose" / "example.env").read_text(), re.MULTILINE))
    assert asked == offered


def test_commands_that_are_started_exist() -> None:
    services = yaml.safe_load(COMPOSE.read_text())["services"].values()
    commands = [each["command"][0] for each in services if "build" in each]
    commands += [box["args"][0] for box in _boxes()]
    assert {"serve", "worker", "migrate"} <= set(commands)
    for command in set(commands):
        _run("allmenning", command, "--help")


def _boxes() -> Iterator[dict[str, Any]]:
    for each in rendered():
        if each["kind"] in ("Deployment", "Job"):
            yield from each["spec"]["template"]["spec"]["containers"]


def test_chart_is_valid_and_narrow() -> None:
    found = rendered()
    for each in found:
        kubernetes_validate.validate(each, "1.33", strict=True)
    assert {each["kind"] for each in found} == {
        "ConfigMap",
        "Deployment",
        "Ingress",
        "Job",
        "PodDisruptionBudget",
        "Service",
    }
    for box in _boxes():
        assert box["securityContext"]["readOnlyRootFilesystem"], box["name"]
        assert not box["securityContext"]["allowPrivilegeEscalation"], box["name"]


async def test_alarms_and_dashboard_name_figures_that_there_are(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    await visitor.get("/")
    said = (await visitor.get("/metrics")).text
    there = {
        "up",
        *re.findall(r"^# HELP (\S+)", said, re.MULTILINE),
        *re.findall(r"^(\w+)[{ ]", said, re.MULTILINE),
    }
    asked = [*_alarms(), *_panels()]
    assert len(asked) > 15
    for expression in asked:
        names = {node.name for node in _selectors(promql_parser.parse(expression))}
        assert names, expression
        assert names <= there, f"{expression}: {names - there}"


def _alarms() -> Iterator[str]:
    groups = yaml.safe_load((INFRA / "observability" / "alarms.yaml").read_text())["groups"]
    for rule in (rule for group in groups for rule in group["rules"]):
        assert rule["annotations"]["what_to_do"]
        yield rule["expr"]


def _panels() -> Iterator[str]:
    for panel in json.loads((INFRA / "observability" / "dashboard.json").read_text())["panels"]:
        for target in panel["targets"]:
            yield target["expr"].replace("$__rate_interval", "5m")


def _selectors(expression: Any) -> list[Any]:
    found: list[Any] = []

    def look(node: Any) -> bool:
        if isinstance(node, promql_parser.VectorSelector):
            found.append(node)
        return True

    promql_parser.walk(expression, look)
    return found


@pytest.mark.parametrize("name", ["containers.md", "capacity.md", "citus.md", "backup-and-upgrade.md"])
def test_files_that_the_docs_name_exist(name: str) -> None:
    text = (INFRA.parent / "docs" / "operators" / name).read_text()
    for path in re.findall(r"(?<!tests/)infra/[\w./-]+\w", text):
        assert (INFRA.parent / path).exists(), path
