"""Why a total is off: candidates to verify, ranked by what they explain and how simple they are."""
