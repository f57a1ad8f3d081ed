"""Where a certificate chain may come from."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from signature.refused import Refused

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
LONGEST = 512

_ALLOWED = re.compile(r"[A-Za-z0-9:/._~!$&'()*+,;=@%-]+")
_ESCAPED_UNRESERVED = re.compile(r"%(2[DdEe]|3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|5[Ff]|7[Ee])")


def certificate_url(text: str) -> str:
    """Return the normalised address in a request's `SignatureCertChainUrl` header.

    It is this address, not the text, that is to be fetched: what was checked and what is read must
    be one and the same. Raises `Refused` unless it is https, on Amazon's host, on port 443 and in
    the folder of the Alexa certificates.
    """
    if len(text) > LONGEST or not _ALLOWED.fullmatch(text):
        raise Refused("The certificate's address holds characters that do not belong there.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as fault:
        raise Refused("The certificate's address cannot be read.") from fault
    if parts.scheme != "https":
        raise Refused("The certificate's address is not https.")
    if parts.hostname != HOST or "@" in parts.netloc:
        raise Refused("The certificate is not at Amazon's address.")
    if port not in (None, 443):
        raise Refused("The certificate's port is not 443.")
    path = _without_dots(_ESCAPED_UNRESERVED.sub(_unescaped, parts.path))
    if not path.startswith(FOLDER) or "%" in path:
        raise Refused("The certificate is not in Amazon's folder for Alexa.")
    return f"https://{HOST}{path}"


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16))


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` as RFC 3986 section 5.2.4 does; nothing climbs above the root."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)
