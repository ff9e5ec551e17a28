"""Times in Vietnamese administrative prose: expressions in text (`grammar`) and what they mean (`values`)."""
