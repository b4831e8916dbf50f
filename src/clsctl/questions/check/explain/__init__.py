"""The explanation of gaps: candidate causes to verify, ranked by what they explain and how simple they are."""
