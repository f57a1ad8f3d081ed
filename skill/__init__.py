"""The conversation: what the skill says, what it asks, and how urgent it is."""
