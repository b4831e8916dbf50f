"""The pages of the registers: columns, formats, exit codes and settings, the names of the Python interface."""

import inspect
import os
from collections.abc import Iterator

import clsctl
from clsctl.cli.settings import EXIT_CODES, SETTINGS
from clsctl.language import _
from clsctl.render.formats import CHARTS, CiFormat, Format
from clsctl.sheets.folder import ENDINGS
from clsctl.vocabulary.columns import COLUMNS
from clsctl.vocabulary.schema import package
from reference.markdown import block, code, plain, prose, table
from words import Language, say


def register_pages(language: Language) -> Iterator[tuple[str, str]]:
    """The pages by their place."""
    yield "reference/columns", _columns(language)
    yield "reference/formats", _formats(language)
    yield "reference/conventions", _conventions(language)
    yield "reference/python", _python(language)


def _columns(language: Language) -> str:
    words = {key: say(key, language) for key in ("column", "kind", "meaning", "heading")}
    parts = [f"# {say('columns', language)}\n\n{say('columns_intro', language)}\n"]
    parts.append(f"\n## {say('columns_of_files', language)}\n")
    for schema in package().schemas:
        rows = [
            (code(field.name), field.type + (" *" if field.required else ""), plain(field.description(language)))
            for field in schema.fields
        ]
        key = say("key", language).format(names=", ".join(map(code, schema.primary_key)))
        parts.append(
            f"\n### {schema.kind}\n\n{table((words['column'], words['kind'], words['meaning']), rows)}\n{key}\n"
        )
    answers = [(code(name), plain(_(each.heading)), each.kind.value) for name, each in COLUMNS.items()]
    parts.append(f"\n## {say('columns_of_answers', language)}\n\n")
    parts.append(table((words["column"], words["heading"], words["kind"]), answers))
    return "".join(parts)


def _formats(language: Language) -> str:
    def word(key: str) -> str:
        return say(key, language)

    rows = [
        (
            code(each.value),
            code(each.ending or ""),
            word("text" if each.is_text else "binary"),
            word("chart" if each.is_picture else "whole_answer" if each.holds_all else "main_table"),
            "✓" if each in CHARTS else "",
        )
        for each in Format
    ]
    headings = (word("format"), word("extension"), word("nature"), word("holds"), word("chart"))
    inputs = ", ".join(map(code, ENDINGS))
    return (
        f"# {word('formats')}\n\n{word('formats_intro')}\n\n## {word('answers_formats')}\n\n{table(headings, rows)}\n"
        f"## {word('ci_formats')}\n\n{table((word('format'),), [(code(each.value),) for each in CiFormat])}\n"
        f"## {word('input_formats')}\n\n{word('input_intro')} {inputs}.\n"
    )


def _conventions(language: Language) -> str:
    def word(key: str) -> str:
        return say(key, language)

    codes = [(code(str(each.value)), plain(_(text))) for each, text in EXIT_CODES.items()]
    settings = [(code(name), plain(_(text).format(separator=os.pathsep))) for name, text in SETTINGS.items()]
    return (
        f"# {word('conventions')}\n\n## {word('exit_codes')}\n\n{table((word('code'), word('meaning')), codes)}\n"
        f"## {word('settings')}\n\n{word('settings_intro')}\n\n{table((word('variable'), word('meaning')), settings)}"
    )


def _python(language: Language) -> str:
    parts = [f"# {say('python', language)}\n\n{say('python_intro', language)}\n"]
    for name in clsctl.__all__:
        public = getattr(clsctl, name)
        parts.append(f"\n## clsctl.{name}\n\n{_doc(public)}\n")
        if name in {"open", "Checked", "Answer", "Table", "Proof"}:
            parts.append("\n")
            parts += _members(public, say("colon", language))
    return "".join(parts)


def _members(public: type, colon: str) -> Iterator[str]:
    """The public methods and properties that the class itself defines."""
    for name, member in vars(public).items():
        if name.startswith("_") or not (inspect.isfunction(member) or isinstance(member, property)):
            continue
        if inspect.isfunction(member):
            parameters = [each for each in inspect.signature(member).parameters.values() if each.name != "self"]
            text = f"{name}({', '.join(each.name for each in parameters)})"
        else:
            text = name
        yield f"- {code(text)}{colon} {_first_paragraph(member)}\n"


def _first_paragraph(public: object) -> str:
    return prose(" ".join((inspect.getdoc(public) or "").partition("\n\n")[0].split()))


def _doc(public: object) -> str:
    """Paragraphs of prose; those that are indented are code."""
    paragraphs = (inspect.getdoc(public) or "").split("\n\n")
    return "\n\n".join(
        block(each, "python") if each.startswith((" ", "import ")) else prose(each) for each in paragraphs
    )
