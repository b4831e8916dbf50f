"""The outline of a brochure: its lines as they stand on the pages, from Markdown, text, HTML or PDF."""
