"""A published brochure → lines and published figures, with the proof that they were read right.

Read it in this order: source (markdown, webpage, pdf → strips) → outline (joins, wrapping) → blocks (walk, with
contents, waiting and footnotes) → rows → tables → attributed (attribution, search) → lines, in_text, year → proof,
draft; `reader` walks the whole way.
"""
