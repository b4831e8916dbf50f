"""A published brochure → lines and published figures, with the proof that they were read right.

In order: `page` (a file → its outline), `words` (what its words mean), `tables` (the outline → tables of rows),
`territories` (whose each table is), then `lines`, `year`, `text_figures`, `reading` and `draft`. `reader` walks the
whole way.
"""
