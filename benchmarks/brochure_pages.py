"""Milliseconds a page that `clsctl import` takes for a PDF, over the start of the program: words, rows and proof."""

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from pypdfium2 import PdfDocument  # noqa: E402 (after the path set above)

from budgets import Budget, at_most  # noqa: E402 (after the path set above)
from clsctl.brochure.page.source import read_source  # noqa: E402 (after the path set above)
from clsctl.brochure.reader import read_outline  # noqa: E402 (after the path set above)
from support.brochures.as_pdf import as_pdf  # noqa: E402 (after the path set above)
from support.brochures.measure import make  # noqa: E402 (after the path set above)

BROCHURES, ROUNDS = 5, 3


def budget() -> Budget:
    """The first invented brochures without damage, the best time of each."""
    cases = [case for case in map(make, range(100)) if not case.damages][:BROCHURES]
    seconds, pages = 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            path = Path(folder) / f"brochure-{case.brochure.seed}.pdf"
            path.write_bytes(as_pdf(case.brochure, case.tables, case.dice).data)
            with PdfDocument(path) as document:
                pages += len(document)
            times = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                read_outline(read_source(path, path.name), case.brochure.exercice, case.brochure.referentiel)
                times.append(time.perf_counter() - start)
            seconds += min(times)
    return at_most(
        f"import of a PDF, a page ({BROCHURES} brochures of {pages} pages)", 60, seconds / pages * 1000, "ms"
    )


if __name__ == "__main__":
    print(budget())
