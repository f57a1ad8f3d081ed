"""The pretend device: it speaks Alexa's JSON to the real handler, from a terminal or a page."""
