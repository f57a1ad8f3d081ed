"""What a person tells: signs present, denied or unsure, and whose they are.

phrase_language  how a phrase is written      phrase_book   phrases found in tokens (a trie)
signal_words     "no", "maybe", "years ago"   negation      what they do: the negation scope
people           who it is about, how old     spotter       all of it, for one text
"""

from listening.findings.spotter import FindingSpotter, Heard, Spotted

__all__ = ["FindingSpotter", "Heard", "Spotted"]
