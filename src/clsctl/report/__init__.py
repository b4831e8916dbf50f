"""The report: scenes and tables bound into one page or workbook, and a page read again and compared."""
