"""khparse: parse Vietnamese administrative plans into typed JSON."""
