"""The styles of an .xlsx: the number format of each style of cells."""

from typing import IO
from xml.parsers import expat

from clsctl.dataset.inputs.number_formats import BUILT_IN, GENERAL


def format_codes(stream: IO[bytes] | None) -> tuple[str, ...]:
    """The code of the number format of each style, in order; that of a file without styles is General."""
    if stream is None:
        return (GENERAL,)
    declared: dict[int, str] = {}
    used: list[int] = []
    path: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        parent = path[-1] if path else ""
        path.append(name)
        if name == "numFmt" and parent == "numFmts":
            declared[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "xf" and parent == "cellXfs":
            used.append(int(attributes.get("numFmtId", 0)))

    def end(_tag: str) -> None:
        path.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.ParseFile(stream)
    codes = tuple(declared.get(number, BUILT_IN.get(number, GENERAL)) for number in used)
    return codes or (GENERAL,)
