"""The page of a report: one closed HTML file, the same bytes for the same content."""

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import babel
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from clsctl.language import _, language, ngettext
from clsctl.montant import display_montant, display_number, display_percent
from clsctl.questions.check.proof import Statut
from clsctl.questions.context.crossing import contract_text
from clsctl.questions.context.figures import documents
from clsctl.questions.context.listing import dated_figure, described
from clsctl.questions.notes import theme_note
from clsctl.render.look import LOOK
from clsctl.render.safe import visible
from clsctl.render.shown import NO_MONTANT, Shown, shown
from clsctl.report.compiled_templates import CompiledTemplates
from clsctl.report.content import ReportContent
from clsctl.report.map import draw_map
from clsctl.report.sentences import entries, headline, keys, lead, method
from clsctl.sheets.carried import ADDRESS, address_text
from clsctl.table import Word
from clsctl.version import VERSION
from clsctl.vocabulary.columns import STATUTS

TEMPLATES = Path(__file__).parent / "templates"
JOINED_BLANK = re.compile(r"(?<=«) | (?=[:;!?»])")  # a line is not broken there


def writer() -> str:
    """The program that writes the page, with the library that formats its numbers: `clsctl 0.1.0, Babel 2.18.0`."""
    return f"clsctl {VERSION}, Babel {babel.__version__}"


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """A file that the page carries: its name, its address, and the SHA-256 of its bytes."""

    name: str
    address: Markup
    sha256: str


def page(content: ReportContent, written_by: str = "") -> bytes:
    """The page as UTF-8, in the user's language; `written_by` is the writer to be named, this program by default."""
    style, script = _style(content), _script()
    sections = list(entries(content))
    numbers = {entry.anchor: (number, entry.title) for number, entry in enumerate(sections, start=1)}
    environment = _environment()
    environment.globals["numbered"] = lambda anchor: _numbered(anchor, *numbers[anchor])
    environment.globals["theme_of"] = content.theme_of
    environment.globals |= {
        "brochure_is_known": any(figure.printed for figure in content.figures),
        "contract": contract_text,
        "dated_figure": dated_figure,
        "described": described,
        "documents": documents,
    }
    proofs, strength = _proofs(content)
    html = environment.get_template("page.html.j2").render(
        lang=language(),
        title=_title(content),
        policy=_policy(style, script),
        style=style,
        script=script,
        writer=written_by or writer(),
        file_name=_("report.html"),
        content=content,
        lead=lead(content),
        headline=headline(content),
        keys=list(keys(content)),
        entries=sections,
        map=draw_map(content),
        inhabitants_notes=content.inhabitants_table.notes if content.inhabitants_table else (),
        proofs=proofs,
        strength=strength,
        method=list(method(content)),
        theme_rule=theme_note(content.referentiel.themes),
        changes=_shown_changes(content),
        files=[_carried(name, content) for name, content in content.files.items()],
    )
    return html.encode("utf-8")


def _title(content: ReportContent) -> str:
    names = [_("Contrats locaux des solidarités"), *([content.region.nom] if content.region else [])]
    return f"{', '.join(names)}, {content.exercice}"


def _numbered(anchor: str, number: int, title: str) -> Markup:
    """The heading of a section: its number and its title."""
    return Markup('<h2 id="{}-h"><small>{}</small>{}</h2>').format(anchor, number, _joined(title))


def _proofs(content: ReportContent) -> tuple[list[Shown], tuple[str, ...]]:
    """The tables of the check as people read them, and the sentences on their strength."""
    if content.examined is None:
        return [], ()
    answer = content.examined.answer
    tables = [replace(table, source="", notes=()) for table in (answer.main, *answer.beside)]
    return [shown(table, visible) for table in tables], answer.closing


def _shown_changes(content: ReportContent) -> dict[str, object] | None:
    """The changes with their tables as people read them."""
    if content.changes is None:
        return None
    section = content.changes
    shown_tables = [shown(table, visible) for table in section.tables]
    return {
        "before": section.before,
        "after": section.after,
        "slopes": section.slopes,
        "height": section.height,
        "tables": shown_tables,
        "notes": section.notes,
    }


def _carried(name: str, content: bytes) -> CarriedFile:
    address = Markup(ADDRESS + address_text(content))  # noqa: S704 (the text holds no character of markup)
    return CarriedFile(name, address, hashlib.sha256(content).hexdigest())


def _style(content: ReportContent) -> str:
    """The stylesheet, with the colours of the palette."""
    text = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    foot = f"Contrats locaux des solidarités, {content.exercice}"
    packed = _packed(f"{LOOK.strip()}\n{text}")
    for spaced in (" { ", " }", "; ", ": ", ", "):
        packed = packed.replace(spaced, spaced.strip())
    return packed.replace("FOOT", foot)


def _script() -> str:
    return _packed((TEMPLATES / "search.js").read_text(encoding="utf-8"))


def _packed(text: str) -> str:
    """The lines without their indentation."""
    return "\n".join(line.strip() for line in text.splitlines())


def _policy(style: str, script: str) -> str:
    """The policy by which the page can load nothing, and run and style itself with nothing but these two texts."""
    return (
        f"default-src 'none'; style-src '{_source(style)}'; script-src '{_source(script)}'; base-uri 'none';"
        " form-action 'none'"
    )


def _source(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


def _environment() -> Environment:
    """Templates that escape every value, and stop at an unknown one."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_legible,
        bytecode_cache=CompiledTemplates(),
    )
    environment.globals |= {"_": _, "ngettext": ngettext, "hundred": Decimal(100)}
    environment.filters |= {
        "euros": _euros,
        "price": _price,
        "percent": _percent,
        "number": _number,
        "decimal": _decimal,
        "cents": _cents,
        "word": _word,
    }
    return environment


def _legible(value: object) -> object:
    """Text as `_joined` shows it; anything else as it is."""
    return _joined(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _joined(text: str) -> str:
    """The text with its control characters and bidirectional marks made visible.

    No line begins with the French marks that a blank precedes, or ends with the one that a blank follows.
    """
    return JOINED_BLANK.sub("\N{NO-BREAK SPACE}", visible(text))


def _euros(montant: Decimal | None) -> str:
    return NO_MONTANT if montant is None else display_montant(montant, language())


def _price(montant: Decimal) -> str:
    return display_montant(montant, language(), 2)


def _percent(value: Decimal) -> str:
    return display_percent(value, language())


def _number(value: int) -> str:
    return display_number(value, language())


def _decimal(value: Decimal) -> str:
    return display_number(value, language(), 2)


def _cents(montant: Decimal) -> int:
    return int(montant * 100)


def _word(statut: Statut) -> Word:
    word = STATUTS[statut]
    return replace(word, text=_(word.text))
