"""Archives of any size: many documents at once, resumed where they stopped."""
