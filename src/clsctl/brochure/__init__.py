"""A published brochure → lines and published figures, with the proof that they were read right."""
