"""HTML and DOCX: their headings, paragraphs and table cells as an outline."""
