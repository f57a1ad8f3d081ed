"""What a person wants to know: intent and slots, from the interaction model.

utterance    words cut, and which parts ask     phrase_index  names found in keys (a trie)
samples      whole sample sentences             model_index   the model, ready to look up
topics       which topic it is about            aspects       what of it is asked
evidence     all that was recognised            meanings      the intents it could be, ranked
score        how sure                           words         the language's words of asking
"""
