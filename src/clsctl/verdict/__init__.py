"""The verdict on sheets: sound lines, or findings with their places; and the companion files beside the lines."""
