"""Office Open XML workbooks (.xlsx)."""
