"""The meaning of a brochure's words: amounts, names, and lines that continue in the next."""
