"""The vocabulary of the data: columns, cell values, territoires and axes, selections, folded texts, suggestions."""
