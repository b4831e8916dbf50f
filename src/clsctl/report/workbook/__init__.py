"""The workbook of a report: lines, live totals, a control of each printed figure, and native charts."""
