"""The kinds of findings by subject: each with its slug, what it says and what to do about it."""
