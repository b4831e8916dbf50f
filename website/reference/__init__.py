"""The reference, written from the program: nothing of it by hand."""
