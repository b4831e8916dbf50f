"""What people read for the columns that several questions share, and the notes that they have in common."""

from clsctl.dataset.dataset import Dataset
from clsctl.language import _, mark, ngettext
from clsctl.table import Column, Kind, Tone, Word
from clsctl.vocabulary.schema import package

# The heading of each column, in English; the name stays what the file says.
HEADINGS = {
    "cle": mark("Key"),
    "exercice": mark("Year"),
    "territoire_code": mark("Code"),
    "territoire": mark("Territory"),
    "type": mark("Type"),
    "axe": mark("Axis"),
    "libelle": mark("Label"),
    "rang": mark("Rank"),
    "objectif": mark("Objective"),
    "action": mark("Action"),
    "montant": mark("Amount"),
    "page": mark("Page"),
    "remarque": mark("Remark"),
    "lignes": mark("Lines"),
    "non_chiffrees": mark("Without amount"),
    "part_pct": mark("Share"),
    "part_etat": mark("State's half"),
    "part_territoire": mark("Territory's half"),
    "population": mark("Population"),
    "montant_par_habitant": mark("Per inhabitant"),
    "total": mark("Total"),
    "statut": mark("Status"),
    "preuve": mark("Proof"),
    "publie": mark("Published"),
    "calcule": mark("Computed"),
    "ecart": mark("Gap"),
    "territoires": mark("Territories"),
    "axes": mark("Axes"),
    "raison": mark("Reason"),
    "signale_par": mark("Found by"),
    "date": mark("Date"),
    "chiffres_publies": mark("Published figures"),
}
KINDS = {
    "cle": Kind.CODE,
    "exercice": Kind.ORDINAL,
    "territoire_code": Kind.CODE,
    "type": Kind.CODE,
    "axe": Kind.ORDINAL,
    "rang": Kind.NUMBER,
    "montant": Kind.MONTANT,
    "page": Kind.NUMBER,
    "lignes": Kind.COUNT,
    "non_chiffrees": Kind.COUNT,
    "part_pct": Kind.PERCENT,
    "part_etat": Kind.MONTANT,
    "part_territoire": Kind.MONTANT,
    "population": Kind.COUNT,
    "montant_par_habitant": Kind.MONTANT,
    "total": Kind.MONTANT,
    "statut": Kind.STATUT,
    "preuve": Kind.CODE,
    "publie": Kind.MONTANT,
    "calcule": Kind.MONTANT,
    "ecart": Kind.MONTANT,
    "territoires": Kind.COUNT,
    "axes": Kind.COUNT,
    "chiffres_publies": Kind.COUNT,
}
DECIMALS = {"montant_par_habitant": 2}  # a price, in which `€12` would read as rounded


def column(name: str, *, hidden: bool = False) -> Column:
    """The column of that name, the same under every command."""
    return Column(
        name,
        KINDS.get(name, Kind.TEXT),
        _(HEADINGS[name]),
        words=WORDS.get(name, dict)(),
        hidden=hidden,
        decimals=DECIMALS.get(name, 0),
    )


def type_words() -> dict[str, Word]:
    """The types of territoires, as people write them."""
    return {
        "region": Word(_("region")),
        "departement": Word(_("department")),
        "metropole": Word(_("metropolis")),
    }


def statut_words() -> dict[str, Word]:
    """What a comparison with a published figure says."""
    return {
        "exact": Word(_("exact"), Tone.GOOD),
        "arrondi": Word(_("rounded"), Tone.NEAR),
        "ecart": Word(_("gap"), Tone.BAD),
        "ecart_connu": Word(_("known gap"), Tone.KNOWN),
        "sans_lignes": Word(_("no lines"), Tone.MISSING),
        "non_publie": Word(_("unpublished"), Tone.QUIET),
    }


def mark_words() -> dict[str, Word]:
    """The same where a mark alone has room."""
    return {slug: Word("", word.tone) for slug, word in statut_words().items()}


WORDS = {"type": type_words, "statut": statut_words}


def source_line(dataset: Dataset) -> str:
    """Where the lines come from: the brochure, for the bundled data; else the files that were named."""
    if dataset.is_bundled:
        return package().source
    return ", ".join(source.name for source in dataset.sources)


def missing_montants(count: int) -> list[str]:
    """The note that every total carries when lines are left out of it."""
    if not count:
        return []
    note = ngettext(
        "{count} line has no amount in the source; it is in no sum.",
        "{count} lines have no amount in the source; they are in no sum.",
        count,
    )
    return [note.format(count=count)]
