"""The tables of a brochure's outline, with the use of each line of the source."""
