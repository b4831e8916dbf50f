"""A published brochure → lines and published figures, with the proof that they were read right.

Read it in this order: source (markdown, webpage, pdf → strips) → outline → blocks (walk, with contents and opened)
→ rows → tables → attributed (attribution, search) → lines → proof; `reader` walks the whole way.
"""

from clsctl.brochure.canonical import canonical_files
from clsctl.brochure.proof import Reading
from clsctl.brochure.reader import read_outline
from clsctl.brochure.source import read_source

__all__ = ["Reading", "canonical_files", "read_outline", "read_source"]
