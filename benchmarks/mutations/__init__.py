"""Known changes to the text of plans, and what a comparison should say of them."""
