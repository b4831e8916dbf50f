"""What words and cells mean: columns, territoires and axes, a selection, the value of a cell."""
