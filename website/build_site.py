"""The site in both languages, built strictly by Sphinx: build_site.py FOLDER. Each language is a process of its own.

The program settles its language as it is imported; so `build_site.py FOLDER LANGUAGE` builds one.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from pages import ROOT, SECTIONS, pages  # noqa: E402 (behind the path)
from words import LANGUAGES, Language, say  # noqa: E402 (behind the path)

REPORT = "report-2025.html"
WARNINGS_ARE_ERRORS = ("--fail-on-warning", "--keep-going", "-q")


def build(folder: Path) -> None:
    """The whole site, in place of what the folder held."""
    if folder.exists():
        shutil.rmtree(folder)
    for language in LANGUAGES:  # the first is the root, and must come before its subfolders
        environment = {**os.environ, "CLSCTL_LANG": language, "PYTHONHASHSEED": "0"}
        subprocess.run([sys.executable, __file__, str(folder), language], env=environment, check=True)


def build_language(folder: Path, language: Language) -> None:
    """The site of one language: documents, reference, schemas, report, then Sphinx."""
    from reference.commands import command_pages
    from reference.findings import findings_page
    from reference.registers import register_pages
    from reference.schemas import FOLDER, schema_files, schemas_page
    from staging import Stage, navigation

    target = folder if language == LANGUAGES[0] else folder / language
    with tempfile.TemporaryDirectory() as temporary:
        stage = Stage(language, Path(temporary) / "sources", Path(temporary) / "beside")
        stage.lay_out()
        for place, text in (
            *command_pages(language),
            *register_pages(language),
            ("reference/findings", findings_page(language)),
            ("reference/schemas", schemas_page(language, "../")),
        ):
            stage.write(place, text)
        for picture in (ROOT / "docs" / "pictures").glob(f"terminal-*-{language}.svg"):
            stage.show(picture)
        stage.finish(navigation(language, _sections()))
        for name, content in schema_files():
            stage.add(f"{FOLDER}/{name}", content)
        stage.add(REPORT, _report(Path(temporary)))
        _run_sphinx(stage.sources, stage.beside, target, language)


def _sections() -> list[tuple[str, list[str]]]:
    places: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for page in pages():
        places[page.section].append(page.place)
    written = ("commands/index", "columns", "findings", "formats", "conventions", "schemas", "python")
    places["reference"][:0] = [f"reference/{name}" for name in written]
    return list(places.items())


def _report(folder: Path) -> bytes:
    """The page of 2025, as `clsctl report` writes it."""
    from clsctl.cli.run import run

    path = folder / REPORT
    if ended := run(["report", "--output", str(path)]):
        sys.exit(f"clsctl report ended with {ended}")
    return path.read_bytes()


def _run_sphinx(sources: Path, beside: Path, target: Path, language: Language) -> None:
    from sphinx.cmd.build import main

    settings = (f"language={language}", f"html_extra_path={beside}", f"html_title={say('title', language)}")
    defined = [word for setting in settings for word in ("-D", setting)]
    doctrees = sources.parent / "doctrees"
    ended = main(
        ["-b", "html", *WARNINGS_ARE_ERRORS, "-c", str(HERE), "-d", str(doctrees), *defined, str(sources), str(target)]
    )
    if ended:
        sys.exit(f"sphinx-build ended with {ended}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case [place, ("en" | "fr") as chosen]:
            build_language(Path(place), chosen)
        case [place]:
            build(Path(place).resolve())
            print(f"{place}/index.html")
        case _:
            sys.exit(__doc__)
