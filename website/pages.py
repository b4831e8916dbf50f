"""The pages of the site: each by its place, with the document of the tree that it shows in each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from words import LANGUAGES, Language

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = ("start", "tutorials", "guides", "reference", "explanations", "project")


@dataclass(frozen=True)
class Page:
    """A page: its section, its place in the site without an extension, its document in each language.

    A document is named by its path in the tree. One in a single language is shown in both sites.
    """

    section: str
    place: str
    documents: Mapping[Language, str]

    def is_translated(self) -> bool:
        """True where each language has its own document."""
        return len(set(self.documents.values())) == len(LANGUAGES)


HOME = Page("start", "index", {"en": "docs/home.md", "fr": "docs/fr/home.md"})
# Documents whose section does not follow from their folder, in the order of the navigation.
PLACED = {
    "README.md": ("start", "overview"),
    "docs/tutorials/officer.md": ("tutorials", "tutorials/officer"),
    "docs/tutorials/analyst.md": ("tutorials", "tutorials/analyst"),
    "docs/tutorials/journalist.md": ("tutorials", "tutorials/journalist"),
    "docs/tutorials/developer.md": ("tutorials", "tutorials/developer"),
    "docs/questions.md": ("guides", "guides/questions"),
    "docs/check.md": ("guides", "guides/check"),
    "docs/import.md": ("guides", "guides/import"),
    "docs/glossaire.md": ("reference", "reference/glossary"),
    "docs/proof.md": ("explanations", "explanations/proof"),
    "docs/reliability.md": ("explanations", "explanations/reliability"),
    "docs/benchmarks.md": ("explanations", "explanations/benchmarks"),
    "docs/decisions.md": ("explanations", "explanations/decisions"),
    "CHANGELOG.md": ("project", "project/changelog"),
    "data/README.md": ("project", "project/data"),
    "CONTRIBUTING.md": ("project", "project/contributing"),
    "docs/architecture.md": ("project", "project/architecture"),
}
FRENCH_ONLY = {"data/README.md"}
# Pages that the site writes itself in place of a document.
WRITTEN = {"docs/findings.md": "reference/findings"}
LAID_OUT_ELSEWHERE = {"docs/home.md", *WRITTEN}


def pages() -> tuple[Page, ...]:
    """Every page that shows a document, in the order of the navigation."""
    placed = [Page(section, place, _documents(path)) for path, (section, place) in PLACED.items()]
    others = [_page_of(path) for path in documents() if path not in PLACED.keys() | LAID_OUT_ELSEWHERE]
    return (HOME, *sorted((*placed, *others), key=lambda page: SECTIONS.index(page.section)))


def documents() -> Iterator[str]:
    """The documents of the tree for readers, each in English or in its only language."""
    for path in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), ROOT / "data" / "README.md"):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("docs/fr/") and name != "LISEZMOI.md":
            yield name


def _page_of(path: str) -> Page:
    """A guide where it exists in both languages, else a page for those who work on the project."""
    found = _documents(path)
    section = "guides" if len(set(found.values())) == len(LANGUAGES) else "project"
    stem = path.removeprefix("docs/").removesuffix(".md").lower()
    return Page(section, f"{section}/{stem}", found)


def _documents(path: str) -> dict[Language, str]:
    french = "LISEZMOI.md" if path == "README.md" else path.replace("docs/", "docs/fr/", 1)
    return {"en": path, "fr": french if path.startswith(("docs/", "README")) and (ROOT / french).exists() else path}
