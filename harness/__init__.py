"""The pretend device: the skill spoken to from a terminal, a browser and the tests."""
