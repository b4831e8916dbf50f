"""The companion files beside the lines: territoires, axes, published figures, known gaps, and the rules about each."""
