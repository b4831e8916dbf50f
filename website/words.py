"""The site's own words, in English and in French; what the program prints comes from its catalogue."""

from typing import Literal

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")  # French first: it is the root of the site

_WORDS = {
    # navigation
    "title": ("clsctl", "clsctl"),
    "other_language": ("Français", "English"),
    "start": ("Start", "Commencer"),
    "tutorials": ("Tutorials", "Tutoriels"),
    "guides": ("Guides", "Guides"),
    "reference": ("Reference", "Référence"),
    "explanations": ("Explanations", "Comprendre"),
    "project": ("The project", "Le projet (en anglais)"),
    "report": ("The 2025 report", "Le rapport 2025"),
    "overview": ("The program in one page", "Le programme en une page"),
    "in_english": ("", "Cette page n'existe qu'en anglais."),
    "in_french": ("This page exists in French only.", ""),
    # around a page
    "on_this_page": ("On this page", "Sur cette page"),
    "back_to_top": ("Back to top", "Retour en haut"),
    "skip": ("Skip to content", "Aller au contenu"),
    "next": ("Next", "Suivant"),
    "previous": ("Previous", "Précédent"),
    "navigation_toggle": ("Toggle site navigation sidebar", "Afficher ou masquer la navigation"),
    "contents_toggle": ("Toggle table of contents sidebar", "Afficher ou masquer le sommaire"),
    "section_toggle": ("Toggle navigation of", "Déplier ou replier"),
    "theme_toggle": ("Toggle Light / Dark / Auto color theme", "Changer de thème : clair, sombre ou automatique"),
    "made": (
        "Figures: Les Contrats Locaux des Solidarités dans les Hauts-de-France, 2025. This site loads nothing from elsewhere.",
        "Chiffres : Les Contrats Locaux des Solidarités dans les Hauts-de-France, 2025. Ce site ne charge rien d'ailleurs.",
    ),
    "colon": (":", " :"),
    # reference
    "commands": ("Commands", "Commandes"),
    "command": ("command", "commande"),
    "does": ("what it does", "ce qu'elle fait"),
    "options": ("Options", "Options"),
    "arguments": ("Arguments", "Arguments"),
    "option": ("option", "option"),
    "argument": ("argument", "argument"),
    "meaning": ("meaning", "sens"),
    "default": ("default", "par défaut"),
    "examples": ("Examples", "Exemples"),
    "shown": ("On a terminal", "Dans un terminal"),
    "program_options": ("Options of the program", "Options du programme"),
    "columns": ("Columns", "Colonnes"),
    "columns_of_files": ("Columns of files", "Colonnes des fichiers"),
    "columns_of_answers": ("Columns of answers", "Colonnes des réponses"),
    "columns_intro": (
        "The columns of the data files, as `datapackage.json` declares them, then those of the answers. A column has the same "
        "name in every format and in both languages; tables for people show its heading. A star marks what may not be empty.",
        "Les colonnes des fichiers de données, telles que `datapackage.json` les déclare, puis celles des réponses. Une colonne "
        "porte le même nom dans tous les formats et dans les deux langues ; les tableaux à lire montrent son intitulé. Une étoile "
        "marque ce qui ne peut être vide.",
    ),
    "column": ("column", "colonne"),
    "heading": ("heading", "intitulé"),
    "kind": ("kind", "nature"),
    "key": ("Key: {names}.", "Clé : {names}."),
    "findings": ("Findings and warnings", "Anomalies et avertissements"),
    "findings_intro": (
        "Each kind of finding with its smallest example: the file, the command, and what is printed of it. The word in "
        "brackets is its slug, the same in both languages. `clsctl validate --list` prints the kinds alone.",
        "Chaque sorte d'anomalie avec son plus petit exemple : le fichier, la commande et ce qui en est affiché. Le mot entre "
        "crochets est son nom stable, le même dans les deux langues. `clsctl validate --list` n'affiche que les sortes.",
    ),
    "empty_file": ("`{name}` is empty.", "`{name}` est vide."),
    "lowered": (
        "The limit is lowered here, so that the file is small.",
        "La limite est abaissée ici, pour que le fichier soit petit.",
    ),
    "formats": ("Formats", "Formats"),
    "formats_intro": (
        "`--format NAME` chooses a format, or the extension of `--output FILE`. Without either, `auto`: a table on a terminal, "
        "CSV elsewhere.",
        "`--format NOM` choisit un format, ou l'extension de `--output FICHIER`. Sans l'un ni l'autre, `auto` : un tableau dans "
        "un terminal, du CSV ailleurs.",
    ),
    "format": ("format", "format"),
    "extension": ("extension", "extension"),
    "holds": ("holds", "contient"),
    "whole_answer": ("the whole answer", "toute la réponse"),
    "main_table": ("the main table", "le tableau principal"),
    "chart": ("a chart", "un graphique"),
    "nature": ("text or binary", "texte ou binaire"),
    "text": ("text", "texte"),
    "binary": ("binary", "binaire"),
    "answers_formats": ("Formats of answers", "Formats des réponses"),
    "ci_formats": ("Formats of `check` and `validate` for CI", "Formats de `check` et `validate` pour la CI"),
    "input_formats": ("Files that are read", "Fichiers lus"),
    "input_intro": (
        "A file is known by its content, whatever its name. Read from a folder:",
        "Un fichier est reconnu à son contenu, quel que soit son nom. Lus dans un dossier :",
    ),
    "conventions": ("Exit codes and settings", "Codes de sortie et réglages"),
    "exit_codes": ("Exit codes", "Codes de sortie"),
    "code": ("code", "code"),
    "settings": ("Settings", "Réglages"),
    "settings_intro": ("Environment variables that the program reads.", "Variables d'environnement lues par le programme."),
    "variable": ("variable", "variable"),
    "schemas": ("Schemas", "Schémas"),
    "schemas_intro": (
        "The schemas as files, for other programs. `datapackage.json` describes all data files together (Data Package); the "
        "others describe one kind of file each (Table Schema). `schema.json` is the form that a catalogue of schemas asks for.",
        "Les schémas sous forme de fichiers, pour d'autres programmes. `datapackage.json` décrit tous les fichiers ensemble "
        "(Data Package) ; les autres décrivent chacun une sorte de fichier (Table Schema). `schema.json` a la forme qu'un "
        "catalogue de schémas demande.",
    ),
    "file": ("file", "fichier"),
    "content": ("content", "contenu"),
    "package": ("all data files", "tous les fichiers de données"),
    "lines_schema": ("the lines, with an example per column", "les lignes, avec un exemple par colonne"),
    "answer_schema": (
        "the answer of `--format json`, of every command (JSON Schema)",
        "la réponse de `--format json`, pour toutes les commandes (JSON Schema)",
    ),
    "python": ("Python", "Python"),
    "python_intro": (
        "`import clsctl` gives these names; the docstrings are those of the code.",
        "`import clsctl` donne ces noms ; les descriptions sont celles du code, en anglais.",
    ),
    "glossary": ("Glossary", "Glossaire"),
}


def say(key: str, language: Language) -> str:
    """The words of that key."""
    english, french = _WORDS[key]
    return french if language == "fr" else english


def every(language: Language) -> dict[str, str]:
    """All words by key, for the templates."""
    return {key: say(key, language) for key in _WORDS}
