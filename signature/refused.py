"""The one error of this package."""


class Refused(Exception):
    """The request does not prove that it is Alexa's; the text says which proof failed."""
