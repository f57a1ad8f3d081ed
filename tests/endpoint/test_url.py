"""Which addresses of certificates are taken for Amazon's, however they are written."""

from __future__ import annotations

import pytest

from signature import Refused, certificate_url
from tests.endpoint.authority import CHAIN_URL, as_body, launch
from tests.endpoint.service import Service

HOST = "https://s3.amazonaws.com"


@pytest.mark.parametrize(
    "url",
    [
        CHAIN_URL,
        f"{HOST}:443/echo.api/echo-api-cert-14.pem",
        f"{HOST}/echo.api/../echo.api/echo-api-cert-14.pem",
        f"{HOST}/echo.api/./echo-api-cert-14.pem",
        f"{HOST}/../../echo.api/echo-api-cert-14.pem",
        f"{HOST}/%65cho.api/echo%2Dapi-cert-14.pem",
        "HTTPS://S3.AmazonAWS.com/echo.api/echo-api-cert-14.pem",
    ],
)
def test_one_certificate_at_an_address_written_differently(service: Service, url: str) -> None:
    assert service.post(as_body(launch()), url=url) == 200
    assert service.fetched == [CHAIN_URL]


BAD_ADDRESSES = [
    "",
    "echo.api",
    "http://s3.amazonaws.com/echo.api/echo-api-cert-14.pem",
    "ftp://s3.amazonaws.com/echo.api/echo-api-cert-14.pem",
    "file:///echo.api/echo-api-cert-14.pem",
    "//s3.amazonaws.com/echo.api/echo-api-cert-14.pem",
    "https://notamazon.com/echo.api/echo-api-cert-14.pem",
    "https://s3.amazonaws.com.evil.com/echo.api/cert.pem",
    "https://s3.amazonaws.com@evil.com/echo.api/cert.pem",
    "https://evil@s3.amazonaws.com/echo.api/cert.pem",
    "https://s3.amazonaws.com./echo.api/cert.pem",
    "https://S3-eu-west-1.amazonaws.com/echo.api/cert.pem",
    "https://bucket.s3.amazonaws.com/echo.api/cert.pem",
    "https://127.0.0.1/echo.api/cert.pem",
    "https://[::1]/echo.api/cert.pem",
    f"{HOST}:563/echo.api/cert.pem",
    f"{HOST}:0/echo.api/cert.pem",
    f"{HOST}:port/echo.api/cert.pem",
    f"{HOST}:99999/echo.api/cert.pem",
    f"{HOST}/EcHo.aPi/cert.pem",
    f"{HOST}/echo.api",
    f"{HOST}/invalid.path/cert.pem",
    f"{HOST}/echo.api/../evil/cert.pem",
    f"{HOST}/echo.api/%2e%2e/evil/cert.pem",
    f"{HOST}/echo.api/.%2E/evil/cert.pem",
    f"{HOST}/echo.api/..%2fevil/cert.pem",
    f"{HOST}/echo.api/..%5Cevil/cert.pem",
    f"{HOST}/echo.api\\..\\evil/cert.pem",
    f"{HOST}/echo.api/%252e%252e/evil/cert.pem",
    f"{HOST}/echo.api/cert.pem?versionId=1",
    f"{HOST}/echo.api/cert.pem#x",
    f"{HOST}/echo.api/cert.pem\r\nHost: evil.com",
    f"{HOST}/echo.api/cert .pem",
    f"{HOST}/echo.api/cert\x00.pem",
    f"{HOST}/echo.api/çert.pem",
    f"{HOST}/echo.api/" + "a" * 600,
]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_a_certificate_elsewhere_is_refused_and_not_fetched(service: Service, url: str) -> None:
    assert service.post(as_body(launch()), url=url) == 400
    assert service.fetched == []


def test_an_address_keeps_nothing_but_what_was_checked() -> None:
    for url in BAD_ADDRESSES:
        with pytest.raises(Refused):
            certificate_url(url)
