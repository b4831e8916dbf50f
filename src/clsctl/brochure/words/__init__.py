"""What the words of a brochure mean: amounts, names, and lines that go on in the next."""
