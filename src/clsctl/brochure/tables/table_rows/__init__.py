"""The rows of a table: a label and an amount each, found by their halves, by counting, and over page breaks."""
