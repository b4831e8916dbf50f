"""Files in, a validated relation out: sources → sheets (inputs) → verdict → store."""
