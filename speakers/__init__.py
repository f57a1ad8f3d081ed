"""Fronts for other speakers and assistants: words in, words out, the same conversation."""
