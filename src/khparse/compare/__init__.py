"""Two plans side by side: which sections correspond, which facts changed, and which words."""
