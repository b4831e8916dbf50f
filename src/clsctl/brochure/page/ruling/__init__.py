"""The tables that a PDF's page draws: rules and filled boxes, the grids that they form, the rows within them."""
