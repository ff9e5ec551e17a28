"""Facts of plans as rows: tasks with their deadlines, deadlines, references, chosen by agency, role and date."""
