"""Tasks, deadlines and references as rows of a table: on a terminal, JSON, CSV, Markdown and XLSX."""
