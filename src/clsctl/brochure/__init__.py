"""A published brochure → lines and published figures, with the proof that they were read right.

Read it in this order: source (markdown, webpage, pdf → strips) → outline (joins, wrapping) → blocks (walk, with
contents, waiting and footnotes) → rows → tables → attributed (attribution, search) → lines, in_text, year → proof,
draft; `reader` walks the whole way.
"""

from clsctl.brochure.canonical import canonical_files, draft_files
from clsctl.brochure.proof import Reading
from clsctl.brochure.reader import read_outline
from clsctl.brochure.source import read_source

__all__ = ["Reading", "canonical_files", "draft_files", "read_outline", "read_source"]
