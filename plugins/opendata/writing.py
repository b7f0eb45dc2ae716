"""The same graph as JSON-LD and as Turtle."""

import re
from typing import Any

import msgspec

from plugins.opendata.catalogue import PREFIXES, Node

JSON_LD, TURTLE = "application/ld+json", "text/turtle; charset=utf-8"
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def as_json_ld(nodes: list[Node]) -> bytes:
    return msgspec.json.format(msgspec.json.encode({"@context": PREFIXES, "@graph": nodes}), indent=2)


def as_turtle(nodes: list[Node]) -> bytes:
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    return (head + "".join(_node(each) for each in nodes)).encode()


def _node(node: Node) -> str:
    lines = [f"a {node['@type']}"]
    for name, given in node.items():
        if not name.startswith("@"):
            values = given if isinstance(given, list) else [given]
            if values:
                lines.append(f"{name} {', '.join(_value(each) for each in values)}")
    return f"\n{_address(node['@id'])}\n  " + " ;\n  ".join(lines) + " .\n"


def _value(given: Any) -> str:
    if not isinstance(given, dict):
        return _text(str(given))
    if "@id" in given:
        return _address(given["@id"])
    if "@language" in given:
        return f"{_text(given['@value'])}@{given['@language']}"
    return f"{_text(given['@value'])}^^{given['@type']}"


def _address(address: str) -> str:
    """No sign that could end the address early."""
    safe = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", address)
    return f"<{safe}>"


def _text(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'
