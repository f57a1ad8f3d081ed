"""Proof that a web request was sent by Alexa, for an endpoint of one's own.

The rules are Amazon's, from "Host a Custom Skill as a Web Service": a certificate chain at an
address of Amazon's, a signature of the body made with it, a fresh timestamp, the right skill.
Nothing here knows what the skill says, and nothing here can be switched off.
"""

from signature.certificates import Certificates
from signature.chain import system_roots
from signature.fetch import fetch
from signature.refused import Refused
from signature.request import Verifier
from signature.shelf import Shelf
from signature.url import certificate_url

__all__ = [
    "Certificates",
    "Refused",
    "Shelf",
    "Verifier",
    "certificate_url",
    "fetch",
    "system_roots",
]
