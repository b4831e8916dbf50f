"""The reading of a published brochure: lines and published figures, with the proof that they were read right.

In order: `page` (a file → its outline), `words` (the meaning of its words), `tables` (the outline → tables of rows),
`territories` (the territoire of each table), then `lines`, `year`, `text_figures`, `reading` and `draft`. `reader` runs
all of it.
"""
