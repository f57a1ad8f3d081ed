"""The conversation as pure functions: what was heard goes in, a Reply comes out.

Every function takes the content of a locale and the Talk so far, and returns a Reply that holds
what to say and the Talk as it is afterwards. No SDK, no I/O.
"""
