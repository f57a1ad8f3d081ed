"""Which certificate chains are trusted, for how long, and what fetching one may cost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from signature import Certificates, Refused, Shelf, system_roots
from signature.certificates import KEPT, REFRESHED_AFTER, RESTS, UNKNOWN_AT_ONCE, UNKNOWN_WAITING
from tests.endpoint.authority import (
    CHAIN_URL,
    NAME,
    NOW,
    Authority,
    Issued,
    as_body,
    issue,
    launch,
    rsa_key,
)
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


def test_an_address_without_a_certificate_rests_and_is_asked_again(service: Service) -> None:
    chain = service.files.pop(CHAIN_URL)
    for _ in range(3):
        assert service.post(as_body(launch())) == 400
    assert len(service.fetched) == 1

    service.files[CHAIN_URL] = chain
    service.now = NOW + RESTS

    assert service.post(as_body(launch(service.now.isoformat()))) == 200


def at_once(work: Callable[[], None]) -> None:
    work()


def test_a_key_is_refreshed_ahead_and_serves_meanwhile(authority: Authority) -> None:
    fetched: list[str] = []
    later: list[Callable[[], None]] = []

    def fetch(url: str) -> bytes:
        fetched.append(url)
        return authority.chain

    certificates = Certificates(fetch, [authority.root.certificate], start=later.append)
    certificates.key(CHAIN_URL, NOW)
    for _ in range(3):
        certificates.key(CHAIN_URL, NOW + REFRESHED_AFTER)
    assert (len(fetched), len(later)) == (1, 1)

    later[0]()
    certificates.key(CHAIN_URL, NOW + DAY + REFRESHED_AFTER / 2)

    assert len(fetched) == 2


def test_a_refresh_that_fails_costs_nothing_while_the_key_is_valid(authority: Authority) -> None:
    answers = [authority.chain]
    asked: list[str] = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        if not answers:
            raise Refused("The certificate's address answers 503.")
        return answers.pop()

    certificates = Certificates(fetch, [authority.root.certificate], start=at_once)
    for hours in (0, 13, 14, 23):
        certificates.key(CHAIN_URL, NOW + timedelta(hours=hours))

    assert len(asked) == 4
    with pytest.raises(Refused, match="503"):
        certificates.key(CHAIN_URL, NOW + DAY)


@contextmanager
def flooded(authority: Authority) -> Iterator[Certificates]:
    """Certificates that know one address, while made-up ones take all the places they may."""
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
    with ThreadPoolExecutor(UNKNOWN_AT_ONCE) as pool:
        slow = [pool.submit(certificates.key, f"{n}", NOW) for n in range(UNKNOWN_AT_ONCE)]
        for _ in slow:
            assert started.acquire(timeout=5)

        yield certificates

        may_fail.set()
        for each in slow:
            with pytest.raises(Refused, match="403"):
                each.result(5)


def test_an_address_seen_before_has_a_place_of_its_own(authority: Authority) -> None:
    with flooded(authority) as certificates:
        certificates.key(CHAIN_URL, NOW + DAY)


def test_the_next_process_takes_the_chains_from_the_shelf(
    authority: Authority, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path / "keys" / "certificates.json")
    roots = [authority.root.certificate]
    Certificates(lambda _: authority.chain, roots, shelf).key(CHAIN_URL, NOW)
    fetched: list[str] = []

    def fetch(url: str) -> bytes:
        fetched.append(url)
        raise Refused("The certificate's address answers 503.")

    Certificates(fetch, roots, shelf, at_once).key(CHAIN_URL, NOW)

    assert fetched == [CHAIN_URL]  # at once, in the background
    assert (tmp_path / "keys" / "certificates.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"a": 1}', "another's"])
def test_a_shelf_that_holds_something_else_proves_nothing(
    authority: Authority, tmp_path: Path, kept: str
) -> None:
    path = tmp_path / "certificates.json"
    path.write_text(kept)
    if kept == "another's":
        Shelf(path).store({CHAIN_URL: under(authority, issue("Else", authority=True))})
    certificates = Certificates(_nothing_there, [authority.root.certificate], Shelf(path))

    with pytest.raises(Refused, match="403"):
        certificates.key(CHAIN_URL, NOW)


def _nothing_there(_: str) -> bytes:
    raise Refused("The certificate's address answers 403.")


def test_a_shelf_on_a_broken_disk_costs_nothing(authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file" / "certificates.json")

    Certificates(lambda _: authority.chain, [authority.root.certificate], shelf).key(CHAIN_URL, NOW)


def test_a_few_wait_for_an_unknown_address_and_no_more(authority: Authority) -> None:
    may_arrive = threading.Event()

    def fetch(_: str) -> bytes:
        assert may_arrive.wait(5)
        return authority.chain

    certificates = Certificates(fetch, [authority.root.certificate])
    refused = threading.Event()

    def ask(_: int) -> bool:
        try:
            certificates.key(CHAIN_URL, NOW)
        except Refused:
            refused.set()
            return False
        return True

    with ThreadPoolExecutor(UNKNOWN_WAITING + 2) as pool:
        asked = [pool.submit(ask, number) for number in range(UNKNOWN_WAITING + 2)]
        assert refused.wait(5)
        may_arrive.set()
        assert [one.result(5) for one in asked].count(False) == 1


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


@pytest.mark.parametrize("bits", [1024, 2047])
def test_a_short_key_is_refused_whoever_signed_for_it(authority: Authority, bits: int) -> None:
    chain = issue("x", authority.root, names=[NAME], key=rsa_key(bits)).pem
    certificates = Certificates(lambda _: chain, [authority.root.certificate])

    with pytest.raises(Refused, match="fewer than 2048 bits"):
        certificates.key(CHAIN_URL, NOW)


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
    with flooded(authority) as certificates:
        with pytest.raises(Refused, match="Too many"):
            certificates.key("one more", NOW)
        certificates.key(CHAIN_URL, NOW)


def test_this_computers_roots_are_many_and_current() -> None:
    roots = system_roots()

    assert len(roots) > 50
    assert all(root.subject == root.issuer for root in roots)
