"""Sheets → sound lines, or findings with their places; and the files beside the lines."""
