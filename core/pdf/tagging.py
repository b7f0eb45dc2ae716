"""Mends what WeasyPrint leaves open of PDF/UA-1: scope of table heads, tables that are mostly heads, links that must print."""

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
        if role == "/Table":
            _fewer_heads(element)
        if role == "/L":
            _whole_pairs(element)
        if role == "/TH":
            attributes = element.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
            attributes["/Scope"] = pikepdf.Name.Column if above == "/THead" else pikepdf.Name.Row
            element["/A"] = attributes
        group = role if role in ("/THead", "/TBody", "/TFoot", "/Table") else above
        waiting += [(child, group) for child in _children(element)]


def _fewer_heads(table: Any) -> None:
    """Where heads outnumber data, as in each table of two columns, a reader hears noise: the heads of the columns are enough."""
    cells = _cells(table, above="")
    heads = [cell for cell, _above in cells if str(cell.S) == "/TH"]
    over = [cell for cell, above in cells if str(cell.S) == "/TH" and above == "/THead"]
    if not over or len(heads) * 2 <= len(cells):
        return
    for cell, above in cells:
        if str(cell.S) == "/TH" and above != "/THead":
            cell["/S"] = pikepdf.Name.TD


def _whole_pairs(list_: Any) -> None:
    """A term and what is said of it, kept together by a `div`, are one item of the list: a label and a body."""
    for pair in _children(list_):
        items = _children(pair)
        if str(pair.S) == "/LI" or not items or any(str(item.S) != "/LI" for item in items):
            continue
        bodies = [body for item in items for body in _children(item)]
        for body in bodies:
            body["/P"] = pair
        bodies[0]["/S"] = pikepdf.Name.Lbl
        pair["/S"], pair["/K"] = pikepdf.Name.LI, pikepdf.Array(bodies)


def _cells(element: Any, *, above: str) -> list[tuple[Any, str]]:
    """Each cell of a table with the group of rows that it stands in; not those of a table inside a cell."""
    found = []
    for child in _children(element):
        role = str(child.S)
        if role in ("/TH", "/TD"):
            found.append((child, above))
        else:
            found += _cells(child, above=role if role in ("/THead", "/TBody", "/TFoot") else above)
    return found


def _children(element: Any) -> list[Any]:
    kids = element.get("/K")
    many = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in many if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
