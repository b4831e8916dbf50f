"""The register of columns: the kind, heading, decimals and slug words of each name, declared once.

The meaning of a file's column is in `datapackage.json` (`Field.description`), shown by `clsctl info`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from clsctl.language import _, mark
from clsctl.table import Column, Kind, Tone, Word

# The texts are marked for the catalogue and translated when a column is made.
TYPES = {
    "region": Word(mark("region")),
    "departement": Word(mark("department")),
    "metropole": Word(mark("metropolis")),
}
STATUTS = {
    "exact": Word(mark("exact"), Tone.GOOD),
    "arrondi": Word(mark("rounded"), Tone.NEAR),
    "ecart": Word(mark("gap"), Tone.BAD),
    "ecart_connu": Word(mark("known gap"), Tone.KNOWN),
    "sans_lignes": Word(mark("no lines"), Tone.MISSING),
    "non_publie": Word(mark("unpublished"), Tone.QUIET),
}
CERTITUDES = {"sure": Word(mark("sure"), Tone.GOOD), "a_verifier": Word(mark("to verify"), Tone.MISSING)}
SEVERITIES = {"error": Word(mark("error"), Tone.BAD), "warning": Word(mark("warning"), Tone.NEAR)}


@dataclass(frozen=True, slots=True)
class Declaration:
    """The declaration of a column for every command: its English heading, the fewest decimals displayed."""

    heading: str
    kind: Kind = Kind.TEXT
    words: Mapping[str, Word] = field(default_factory=dict)
    decimals: int = 0


COLUMNS: Mapping[str, Declaration] = {
    # lines
    "cle": Declaration(mark("Key"), Kind.CODE),
    "exercice": Declaration(mark("Year"), Kind.ORDINAL),
    "territoire_code": Declaration(mark("Code"), Kind.CODE),
    "territoire": Declaration(mark("Territory")),
    "type": Declaration(mark("Type"), Kind.CODE, TYPES),
    "axe": Declaration(mark("Axis"), Kind.ORDINAL),
    "libelle": Declaration(mark("Label")),
    "rang": Declaration(mark("Rank"), Kind.NUMBER),
    "objectif": Declaration(mark("Objective")),
    "action": Declaration(mark("Action")),
    "montant": Declaration(mark("Amount"), Kind.MONTANT),
    "page": Declaration(mark("Page"), Kind.NUMBER),
    "remarque": Declaration(mark("Remark")),
    "theme": Declaration(mark("Theme"), Kind.CODE),
    "definition": Declaration(mark("Definition")),
    "marques": Declaration(mark("Marks")),
    "lignes_marquees": Declaration(mark("Marked lines"), Kind.COUNT),
    # sums
    "lignes": Declaration(mark("Lines"), Kind.COUNT),
    "non_chiffrees": Declaration(mark("Without amount"), Kind.COUNT),
    "chiffrees": Declaration(mark("With amount"), Kind.COUNT),
    "montant_moyen": Declaration(mark("Mean amount"), Kind.MONTANT, decimals=2),  # rounded to the cent, as a price
    "montant_median": Declaration(mark("Median amount"), Kind.MONTANT),
    "montant_min": Declaration(mark("Least amount"), Kind.MONTANT),
    "montant_max": Declaration(mark("Greatest amount"), Kind.MONTANT),
    "part_pct": Declaration(mark("Share"), Kind.PERCENT),
    "part_etat": Declaration(mark("State's half"), Kind.MONTANT),
    "part_territoire": Declaration(mark("Territory's half"), Kind.MONTANT),
    "population": Declaration(mark("Population"), Kind.COUNT),
    # a price: `€12` would read as rounded
    "montant_par_habitant": Declaration(mark("Per inhabitant"), Kind.MONTANT, decimals=2),
    "total": Declaration(mark("Total"), Kind.MONTANT),
    # info
    "territoires": Declaration(mark("Territories"), Kind.COUNT),
    "axes": Declaration(mark("Axes"), Kind.COUNT),
    "chiffres_publies": Declaration(mark("Published figures"), Kind.COUNT),
    "fichier": Declaration(mark("File")),
    "colonne": Declaration(mark("Column")),
    "requis": Declaration(mark("Required")),
    "description": Declaration(mark("Meaning")),
    # sql
    "vue": Declaration(mark("View"), Kind.CODE),
    "type_sql": Declaration(mark("SQL type"), Kind.CODE),
    # check
    "statut": Declaration(mark("Status"), Kind.STATUT, STATUTS),
    "preuve": Declaration(mark("Proof"), Kind.CODE),
    "publie": Declaration(mark("Published"), Kind.MONTANT),
    "calcule": Declaration(mark("Computed"), Kind.MONTANT),
    "ecart": Declaration(mark("Gap"), Kind.MONTANT),
    "arrondi": Declaration(mark("Rounding unit"), Kind.MONTANT),
    "marge": Declaration(mark("Rounding margin"), Kind.MONTANT),
    "ecart_connu": Declaration(mark("Known gap"), Kind.MONTANT),
    "raison": Declaration(mark("Reason")),
    "signale_par": Declaration(mark("Found by")),
    "date": Declaration(mark("Date")),
    "ordre": Declaration(mark("Order"), Kind.ORDINAL),
    "cause": Declaration(mark("Cause"), Kind.CODE),
    "lu": Declaration(mark("Read"), Kind.MONTANT),
    "propose": Declaration(mark("Proposed"), Kind.MONTANT),
    "phrase": Declaration(mark("To verify")),
    "marque": Declaration(mark("Mark"), Kind.STATUT, {slug: Word("", word.tone) for slug, word in STATUTS.items()}),
    "sens": Declaration(mark("Meaning"), words=STATUTS),
    # import
    "usage": Declaration(mark("Use"), Kind.STATUT),
    "lignes_source": Declaration(mark("Lines of the source")),
    "ligne_source": Declaration(mark("Line"), Kind.NUMBER),
    "texte": Declaration(mark("Text")),
    "repare": Declaration(mark("Repair")),
    "etat": Declaration(mark("State")),
    "doute": Declaration(mark("Doubt"), Kind.CODE),
    "decision": Declaration(mark("Decision")),
    "decide_par": Declaration(mark("Decided by")),
    # compare
    "groupe": Declaration(mark("Group"), Kind.NUMBER),
    "changement": Declaration(mark("Change"), Kind.CODE),
    "certitude": Declaration(mark("Certainty"), Kind.STATUT, CERTITUDES),
    "cle_a": Declaration(mark("Key before"), Kind.CODE),
    "cle_b": Declaration(mark("Key after"), Kind.CODE),
    "axe_a": Declaration(mark("Axis before"), Kind.ORDINAL),
    "action_a": Declaration(mark("Action before")),
    "action_b": Declaration(mark("Action after")),
    "montant_a": Declaration(mark("Amount before"), Kind.MONTANT),
    "montant_b": Declaration(mark("Amount after"), Kind.MONTANT),
    "lignes_a": Declaration(mark("Lines before"), Kind.COUNT),
    "lignes_b": Declaration(mark("Lines after"), Kind.COUNT),
    "non_chiffrees_a": Declaration(mark("Without amount before"), Kind.COUNT),
    "non_chiffrees_b": Declaration(mark("Without amount after"), Kind.COUNT),
    "ecart_pct": Declaration(mark("Difference in %"), Kind.PERCENT),
    "ajoutees": Declaration(mark("Added"), Kind.MONTANT),
    "retirees": Declaration(mark("Removed"), Kind.MONTANT),
    "modifiees": Declaration(mark("Modified"), Kind.MONTANT),
    "entrees": Declaration(mark("From another group"), Kind.MONTANT),
    "sorties": Declaration(mark("To another group"), Kind.MONTANT),
    "a_verifier": Declaration(mark("To verify"), Kind.MONTANT),
    # context
    "id": Declaration(mark("Id"), Kind.CODE),
    "programme": Declaration(mark("Programme")),
    "periode": Declaration(mark("Period")),
    "perimetre": Declaration(mark("Scope")),
    "mesure": Declaration(mark("Measure")),
    "valeur": Declaration(mark("Value"), Kind.COUNT),
    "unite": Declaration(mark("Unit")),
    "precision": Declaration(mark("Precision"), Kind.CODE),
    "cumul": Declaration(mark("Time covered"), Kind.CODE),
    "source": Declaration(mark("Document")),
    "date_source": Declaration(mark("Date of the document"), Kind.CODE),
    "ligne": Declaration(mark("Line"), Kind.NUMBER),
    "chiffre": Declaration(mark("Figure")),
    "contexte": Declaration(mark("Documented")),
    # findings
    "severity": Declaration(mark("Severity"), words=SEVERITIES),
    "slug": Declaration(mark("Kind"), Kind.CODE),
    "file": Declaration(mark("File")),
    "line": Declaration(mark("Line"), Kind.NUMBER),
    "column": Declaration(mark("Column")),
    "fact": Declaration(mark("Fault")),
    "remedy": Declaration(mark("Remedy")),
    "count": Declaration(mark("Count"), Kind.COUNT),
}


def column(name: str, *, hidden: bool = False) -> Column:
    """The column of that name, the same under every command; KeyError for an undeclared name."""
    declared = COLUMNS[name]
    words = {slug: Word(_(word.text) if word.text else "", word.tone) for slug, word in declared.words.items()}
    return Column(name, declared.kind, _(declared.heading), words, hidden=hidden, decimals=declared.decimals)


def yearly_column(name: str, *, hidden: bool = False) -> Column:
    """The column beside two years: its `ecart` is their difference, where `check` has the gap of a figure."""
    found = column(name, hidden=hidden)
    return replace(found, heading=_("Difference")) if name == "ecart" else found


def columns(*names: str) -> tuple[Column, ...]:
    """The columns of these names, in this order."""
    return tuple(map(column, names))
