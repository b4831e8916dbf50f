"""Workbooks: a sheet of typed cells for each table, as .xlsx and .ods."""
