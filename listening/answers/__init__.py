"""What a person answers while a question is open: yes, no, doubt, and the signs they name.

marks      the small words: yes, no, a turn ("no, sorry, yes")
measures   a number or a time: an age, how bad, since when, how hot
several    which of several signs: "both", "fever yes, chills no"
others     speech that is no answer, whatever yes or no stands in it
reader     both at once, with what is spotted, as one answer
"""

from listening.answers.reader import FACT, OFFER, SAFETY, Answer, AnswerReader, Asked

__all__ = ["FACT", "OFFER", "SAFETY", "Answer", "AnswerReader", "Asked"]
