"""Which certificate chains are trusted, for how long, and what fetching one may cost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from signature import Certificates, Refused, system_roots
from signature.certificates import FETCHES_AT_ONCE, KEPT
from tests.endpoint.authority import CHAIN_URL, NAME, NOW, Authority, Issued, as_body, issue, launch
from tests.endpoint.service import Service

DAY = timedelta(days=1)


def leaf(authority: Authority, issuer: Issued | None, *names: str, **changes: Any) -> bytes:
    """A certificate with the key that signs, so that only what is changed can be the fault."""
    return issue("x", issuer, names=[*names], **{"key": authority.alexa.key, **changes}).pem


def under(authority: Authority, issuer: Issued) -> bytes:
    return leaf(authority, issuer, NAME) + issuer.pem


CHAINS: dict[str, Callable[[Authority], bytes]] = {
    "nothing": lambda _: b"",
    "no certificate": lambda _: b"<html>403 Forbidden</html>",
    "a torn one": lambda ours: ours.chain[:500],
    "a private root": lambda ours: under(ours, issue("Somebody's root", authority=True)),
    "self-signed": lambda ours: leaf(ours, None, NAME),
    "without the intermediate": lambda ours: ours.alexa.pem,
    "the wrong way round": lambda ours: ours.intermediate.pem + ours.alexa.pem,
    "only the root": lambda ours: ours.root.pem,
    "expired": lambda ours: leaf(ours, ours.root, NAME, ends=NOW - DAY),
    "not yet valid": lambda ours: leaf(ours, ours.root, NAME, begins=NOW + DAY),
    "under an expired intermediate": lambda ours: under(
        ours, issue("Old", ours.root, authority=True, ends=NOW - DAY)
    ),
    "under one that is no authority": lambda ours: under(
        ours, issue("server", ours.root, names=["server.test"])
    ),
    "for a longer name": lambda ours: leaf(ours, ours.root, f"{NAME}.evil.test"),
    "for a subdomain": lambda ours: leaf(ours, ours.root, f"a.{NAME}"),
    "for any name of Amazon's": lambda ours: leaf(ours, ours.root, "*.amazon.com"),
    "without names": lambda ours: issue(NAME, ours.root, key=ours.alexa.key).pem,
    "for another use": lambda ours: leaf(
        ours, ours.root, NAME, usage=ExtendedKeyUsageOID.CODE_SIGNING
    ),
    "with a key that is not RSA": lambda ours: leaf(
        ours, ours.root, NAME, key=ec.generate_private_key(ec.SECP256R1())
    ),
    "with a chain too long": lambda ours: ours.chain + ours.intermediate.pem * 9,
}


def test_the_certificates_under_test_would_pass_without_their_fault(
    service: Service, authority: Authority
) -> None:
    service.files[CHAIN_URL] = leaf(authority, authority.root, NAME)

    assert service.post(as_body(launch())) == 200


@pytest.mark.parametrize("chain", CHAINS.values(), ids=CHAINS.keys())
def test_a_chain_that_cannot_be_trusted_is_refused(
    service: Service, authority: Authority, chain: Callable[[Authority], bytes]
) -> None:
    service.files[CHAIN_URL] = chain(authority)

    assert service.post(as_body(launch())) == 400
    assert service.fetched == [CHAIN_URL]


def test_a_chain_with_its_root_and_more_names_is_trusted(
    service: Service, authority: Authority
) -> None:
    named_twice = leaf(authority, authority.intermediate, "other.test", NAME)
    service.files[CHAIN_URL] = named_twice + authority.intermediate.pem + authority.root.pem

    assert service.post(as_body(launch())) == 200


def test_no_certificate_at_the_address_is_refused_and_asked_for_again(service: Service) -> None:
    chain = service.files.pop(CHAIN_URL)
    assert service.post(as_body(launch())) == 400

    service.files[CHAIN_URL] = chain

    assert service.post(as_body(launch())) == 200


def test_a_certificate_is_kept_for_a_day_at_most(service: Service) -> None:
    for hours in (0, 23, 25):
        service.now = NOW + timedelta(hours=hours)
        assert service.post(as_body(launch(service.now.isoformat()))) == 200

    assert len(service.fetched) == 2


def test_a_certificate_is_not_kept_longer_than_it_is_valid(
    service: Service, authority: Authority
) -> None:
    soon = NOW + timedelta(minutes=5)
    service.files[CHAIN_URL] = leaf(authority, authority.root, NAME, ends=soon)
    assert service.post(as_body(launch())) == 200

    service.now = soon + timedelta(minutes=1)

    assert service.post(as_body(launch(service.now.isoformat()))) == 400
    assert len(service.fetched) == 2


def test_the_cache_is_bounded(authority: Authority) -> None:
    fetched: list[str] = []

    def fetch(url: str) -> bytes:
        fetched.append(url)
        return authority.chain

    certificates = Certificates(fetch, [authority.root.certificate])
    for number in range(KEPT + 1):
        certificates.key(f"{CHAIN_URL}{number}", NOW)
    certificates.key(f"{CHAIN_URL}{KEPT}", NOW)
    assert len(fetched) == KEPT + 1

    certificates.key(f"{CHAIN_URL}0", NOW)

    assert len(fetched) == KEPT + 2


def test_many_threads_that_want_one_certificate_fetch_it_once(authority: Authority) -> None:
    threads = 8
    all_here = threading.Barrier(threads)
    fetched: list[str] = []
    may_arrive = threading.Event()

    def fetch(url: str) -> bytes:
        fetched.append(url)
        assert may_arrive.wait(5)
        return authority.chain

    certificates = Certificates(fetch, [authority.root.certificate])

    def ask(_: int) -> object:
        if all_here.wait(5) == 0:
            may_arrive.set()
        return certificates.key(CHAIN_URL, NOW)

    with ThreadPoolExecutor(threads) as pool:
        keys = list(pool.map(ask, range(threads)))

    assert len(keys) == threads
    assert fetched == [CHAIN_URL]


def test_made_up_addresses_do_not_take_up_every_thread(authority: Authority) -> None:
    started = threading.Semaphore(0)
    may_fail = threading.Event()

    def fetch(url: str) -> bytes:
        if url == CHAIN_URL:
            return authority.chain
        started.release()
        assert may_fail.wait(5)
        raise Refused("The certificate's address answers 403.")

    certificates = Certificates(fetch, [authority.root.certificate])
    certificates.key(CHAIN_URL, NOW)
    with ThreadPoolExecutor(FETCHES_AT_ONCE) as pool:
        slow = [pool.submit(certificates.key, f"{n}", NOW) for n in range(FETCHES_AT_ONCE)]
        for _ in slow:
            assert started.acquire(timeout=5)

        with pytest.raises(Refused, match="Too many"):
            certificates.key("one more", NOW)
        certificates.key(CHAIN_URL, NOW)

        may_fail.set()
        for each in slow:
            with pytest.raises(Refused, match="403"):
                each.result(5)


def test_this_computers_roots_are_many_and_current() -> None:
    roots = system_roots()

    assert len(roots) > 50
    assert all(root.subject == root.issuer for root in roots)
