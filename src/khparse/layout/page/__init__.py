"""Pages whose words are only placed: from where they stand to paragraphs and tables in reading order."""
