"""The command line, run as a person runs it."""

import json
import subprocess
import sys

import pytest


def harness(*arguments, said=None):
    return subprocess.run(
        [sys.executable, "-m", "harness", *arguments],
        input=said,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_ask_prints_the_answer():
    done = harness("ask", "is my back pain my kidneys?")
    assert done.returncode == 0
    assert b"ribs" in done.stdout
    assert done.stdout.strip().endswith(b"?")
    assert done.stderr == b""


def test_ask_prints_a_turn_and_writes_a_playable_mp3(tmp_path):
    target = tmp_path / "a.mp3"
    done = harness("ask", "is my back pain my kidneys?", "--json", "--audio", str(target))
    assert done.returncode == 0, done.stderr
    turn = json.loads(done.stdout)
    assert turn["answer"]["topic"] == "telling_apart"
    assert turn["answer"]["question"]["kind"] == "safety"
    assert turn["heard"] == "is my back pain my kidneys"
    seconds = target.stat().st_size * 8 / 48_000
    assert 3 < seconds <= 30
    assert target.read_bytes()[0] == 0xFF


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["ask", ""], b"nothing to ask"),
        (["ask", "   "], b"nothing to ask"),
        (["ask", "x" * 501], b"501 characters"),
        (["ask", "x" * 10_000], b"fewer words"),
        (["ask", "hello", "--locale", "english"], b"en-US"),
        (["ask"], b"Missing argument"),
        (["sing"], b"No such command"),
        (["chat", "--locale", "xx"], b"en-US"),
        (["serve", "--port", "99999999"], b"port"),
    ],
)
def test_unusable_input_is_told_plainly_with_exit_2(arguments, word):
    done = harness(*arguments)
    assert done.returncode == 2
    assert word in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_an_mp3_that_cannot_be_written_is_told_plainly(tmp_path):
    done = harness("ask", "what is sepsis", "--audio", str(tmp_path))
    assert done.returncode == 2
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = harness("ask", "what is sepsis", "--audio", str(blocked / "a.mp3"))
    assert done.returncode == 1
    assert b"not written" in done.stderr
    assert b"Traceback" not in done.stderr


def test_chat_takes_a_line_a_turn_and_survives_bad_ones():
    said = b"my back hurts\n" + b"x" * 10_000 + b"\n\xff\xfe\x00\nno\nstop\n"
    done = harness("chat", "--json", said=said)
    turns = [json.loads(line) for line in done.stdout.splitlines()]
    assert [turn["answer"]["question"]["id"] for turn in turns[:2]] == ["life", "faint"]
    assert turns[-1]["ended"] is True
    assert len({turn["session"] for turn in turns}) == 1
    assert done.returncode == 2
    assert b"fewer words" in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_empty_line_in_a_chat_is_silence():
    done = harness("chat", "--json", said=b"my back hurts\n\n\n")
    turns = [json.loads(line) for line in done.stdout.splitlines()]
    assert "yes or no" in turns[1]["answer"]["speech"]
    assert turns[2]["ended"] is True


def test_check_finds_nothing():
    done = harness("check")
    assert done.returncode == 0, done.stdout.decode()
    assert b"0 findings" in done.stderr


def test_a_verbose_chat_says_how_each_sentence_is_delivered():
    said = b"no chest pain but my back hurts\nno\n"
    lines = harness("chat", "--verbose", said=said).stderr.decode().splitlines()
    assert '[free: SayIntent, sample "{words}"]' in lines
    assert '[sample: AMAZON.NoIntent, sample "no"]' in lines
