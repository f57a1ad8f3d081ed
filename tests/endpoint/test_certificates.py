"""Which certificate chains are trusted, for how long, and what fetching one may cost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from signature import Certificates, Refused, system_roots
from signature.certificates import FETCHES_AT_ONCE, KEPT
from tests.endpoint.authority import CHAIN_URL, NAME, NOW, Authority, as_body, issue, launch
from tests.endpoint.service import Service

DAY = timedelta(days=1)


def stranger() -> bytes:
    other = issue("Somebody's root", authority=True)
    return issue(NAME, other, names=[NAME]).pem + other.pem


CHAINS: dict[str, Callable[[Authority], bytes]] = {
    "nothing": lambda _: b"",
    "no certificate": lambda _: b"<html>403 Forbidden</html>",
    "a torn one": lambda authority: authority.chain[:500],
    "a private root": lambda _: stranger(),
    "self-signed": lambda _: issue(NAME, names=[NAME]).pem,
    "without the intermediate": lambda authority: authority.alexa.pem,
    "the wrong way round": lambda authority: authority.intermediate.pem + authority.alexa.pem,
    "only the root": lambda authority: authority.root.pem,
    "expired": lambda authority: (
        issue(NAME, authority.intermediate, names=[NAME], ends=NOW - DAY).pem
        + authority.intermediate.pem
    ),
    "not yet valid": lambda authority: (
        issue(NAME, authority.intermediate, names=[NAME], begins=NOW + DAY).pem
        + authority.intermediate.pem
    ),
    "under an expired intermediate": lambda authority: (
        (old := issue("Old", authority.root, authority=True, ends=NOW - DAY)).pem
        and issue(NAME, old, names=[NAME]).pem + old.pem
    ),
    "under one that is no authority": lambda authority: (
        (server := issue("server", authority.root, names=["server.test"])).pem
        and issue(NAME, server, names=[NAME]).pem + server.pem
    ),
    "for another name": lambda authority: (
        issue("x", authority.root, names=["echo-api.amazon.com.evil.test"]).pem
    ),
    "for a subdomain": lambda authority: issue("x", authority.root, names=[f"a.{NAME}"]).pem,
    "for any name of Amazon's": lambda authority: (
        issue("x", authority.root, names=["*.amazon.com"]).pem
    ),
    "with the name only as the subject": lambda authority: issue(NAME, authority.root).pem,
    "for another use": lambda authority: (
        issue(NAME, authority.root, names=[NAME], usage=ExtendedKeyUsageOID.CODE_SIGNING).pem
    ),
    "with a key that is not RSA": lambda authority: (
        issue(NAME, authority.root, names=[NAME], key=ec.generate_private_key(ec.SECP256R1())).pem
    ),
    "with a chain too long": lambda authority: authority.chain + authority.intermediate.pem * 9,
}


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
    leaf = issue("x", authority.intermediate, names=["other.test", NAME], key=authority.alexa.key)
    service.files[CHAIN_URL] = leaf.pem + authority.intermediate.pem + authority.root.pem

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
    short = issue(NAME, authority.intermediate, names=[NAME], ends=soon, key=authority.alexa.key)
    service.files[CHAIN_URL] = short.pem + authority.intermediate.pem
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
