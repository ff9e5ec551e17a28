"""A comparison for people and spreadsheets: summary, Markdown, HTML, DOCX, XLSX."""
