"""Mends what WeasyPrint leaves open of PDF/UA-1: the scope of table heads, and links that must print."""

from io import BytesIO
from typing import Any

import pikepdf

_PRINTS = 4  # annotation flag, ISO 32000-1 table 165


def mend_tags(content: bytes) -> bytes:
    with pikepdf.open(BytesIO(content)) as document:
        for page in document.pages:
            for annotation in page.get("/Annots", []):
                annotation["/F"] = int(annotation.get("/F", 0)) | _PRINTS
        root = document.Root.get("/StructTreeRoot")
        if root is not None:
            _scope_heads(root)
        out = BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue()


def _scope_heads(root: Any) -> None:
    """ISO 14289-1, 7.5: a table head says whether it stands over a column or before a row."""
    waiting = [(root, "")]
    while waiting:
        element, above = waiting.pop()
        role = str(element.get("/S", ""))
        if role == "/TH":
            attributes = element.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
            attributes["/Scope"] = pikepdf.Name.Column if above == "/THead" else pikepdf.Name.Row
            element["/A"] = attributes
        group = role if role in ("/THead", "/TBody", "/TFoot", "/Table") else above
        waiting += [(child, group) for child in _children(element)]


def _children(element: Any) -> list[Any]:
    kids = element.get("/K")
    many = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in many if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
