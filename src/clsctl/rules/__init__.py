"""The kinds of findings, a module per subject: each has a slug, a fact and a remedy."""
