"""Who has to do what with whom, in running text."""
