"""From a view to its outline: labels, levels, components."""
