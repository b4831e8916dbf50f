"""The headings of the charts that a brochure prints as pictures, word for word: those of 2025, Hauts-de-France."""

from clsctl.vocabulary.referentiel import Referentiel

EXERCICE, REGION = 2025, "32"
CONTRACT = "Ventilation des contrats 2025 par axe : échelle départementale"
METROPOLISES = "Contrats métropolitains"
# Charts of one contract stand under its name; pages 9, 21 and 30 hold those of the axes, the others follow page 31.
HEADINGS = {
    **{f"axe-{axe}": f"Répartition des crédits de l'axe {axe} par département" for axe in (1, 3, 4)},
    **{f"departement-{code}": CONTRACT for code in ("02", "59", "60", "62", "80")},
    "departements-euros": "Poids des axes par contrat départemental en 2025 (en €)",
    "departements-parts": "Poids des axes par contrat départemental en 2025 (en %)",
    "territoires": "Répartition territoriale des crédits des contrats locaux des solidarités",
    **{f"metropole-{code}": METROPOLISES for code in ("200093201", "248000531")},
    "metropoles-euros": "Poids des axes par contrat métropolitain en 2025 (log10 des montants en €)",
    "metropoles-parts": "Poids des axes par contrat métropolitain en 2025 (en %)",
}


def printed_heading(name: str, exercice: int, referentiel: Referentiel) -> str:
    """The printed heading of the chart of that name; empty for data of another year or region."""
    is_printed = exercice == EXERCICE and REGION in referentiel.by_code
    return HEADINGS.get(name, "") if is_printed else ""
