"""A file of a brochure → its outline: the lines as they stand on the pages."""
