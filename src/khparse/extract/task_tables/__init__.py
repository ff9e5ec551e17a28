"""Tables of tasks: their grid, headings, rows and marks."""
