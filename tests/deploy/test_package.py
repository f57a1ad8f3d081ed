"""The zip for Lambda: small, the same every time, and enough by itself."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from deploy import package
from tests.deploy.lambda_runtime import LambdaRuntime
from tests.endpoint.authority import launch

ROOT = Path(__file__).parents[2]


def names(zip_file: Path) -> list[str]:
    with zipfile.ZipFile(zip_file) as archive:
        return archive.namelist()


def test_it_is_small(zip_file: Path) -> None:
    assert zip_file.stat().st_size <= package.LARGEST == 3_000_000


def test_building_it_again_gives_the_same_bytes(zip_file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"

    package.build(again)

    assert again.read_bytes() == zip_file.read_bytes()


def test_a_copy_elsewhere_with_other_dates_gives_the_same_bytes(
    zip_file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere"
    own = (*package.OWN, "deploy/*.py", "content/**/*.yaml", "content/schema/*.json")
    for pattern in (*own, "interaction_model/**/*"):
        for path in ROOT.glob(pattern):
            if path.is_dir():
                continue
            target = copy / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
            os.utime(target, (86400, 86400))

    subprocess.run(
        [sys.executable, "-m", "deploy.package", "--out", "there.zip"],
        cwd=copy,
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )

    assert (copy / "there.zip").read_bytes() == zip_file.read_bytes()


def test_every_module_is_compiled(zip_file: Path) -> None:
    inside = names(zip_file)
    sources = [name for name in inside if name.endswith(".py")]
    compiled = [name for name in inside if name.endswith(".pyc")]

    assert len(compiled) == len(sources) > 500
    assert all(f".{sys.implementation.cache_tag}." in name for name in compiled)


def test_it_holds_no_server_no_sound_no_yaml(zip_file: Path) -> None:
    allowed = {
        "lambda_handler.py",
        "__pycache__",
        "six.py",
        "skill",
        "content",
        "listening",
        "talking",
        "interaction_model",
        "ask_sdk_core",
        "ask_sdk_model",
        "ask_sdk_runtime",
    }
    tops = {name.split("/")[0] for name in names(zip_file)}

    assert {top for top in tops if not top.endswith(".dist-info")} == allowed
    assert not [name for name in names(zip_file) if name.endswith((".yaml", ".sqlite3", ".mp3"))]


def test_the_licences_of_the_libraries_are_in_it(zip_file: Path) -> None:
    licences = [name for name in names(zip_file) if "LICENSE" in name.upper()]

    assert any("six" in name for name in licences)


def test_a_zip_that_grew_too_large_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "LARGEST", 1_000_000)

    result = CliRunner().invoke(package.main, ["--out", str(tmp_path / "a.zip")])

    assert result.exit_code == 1
    assert "More than 1,000,000 bytes" in result.output


@pytest.fixture(scope="module")
def deployed(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LambdaRuntime]:
    """The zip under Lambda's real runtime client: an interpreter with nothing else to import."""
    client = tmp_path_factory.mktemp("runtime")
    for module in ("awslambdaric", "simplejson", "snapshot_restore_py", "runtime_client"):
        spec = importlib.util.find_spec(module)
        if spec is not None and spec.origin is not None:
            origin = Path(spec.origin)
            source = origin.parent if origin.name == "__init__.py" else origin
            (client / source.name).symlink_to(source)
    program = (
        "import sys; sys.path[:0] = sys.argv[1:3]; sys.argv[1:] = ['lambda_handler.lambda_handler']"
        "; from awslambdaric.__main__ import main; main(sys.argv)"
    )
    runtime = LambdaRuntime()
    with runtime.served() as address:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", program, str(unpacked), str(client)],
            cwd=unpacked,
            env={
                "AWS_LAMBDA_RUNTIME_API": address,
                "LAMBDA_TASK_ROOT": str(unpacked),
                "AWS_LAMBDA_FUNCTION_NAME": "skill",
                "AWS_LAMBDA_FUNCTION_VERSION": "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
                "BACK_PAIN_GUIDE_LOG": "turns",
            },
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield runtime
        finally:
            process.kill()
            process.communicate()


def intent(name: str, **slots: str) -> dict[str, Any]:
    """A request for an intent, with slots resolved to their ids as Alexa does."""
    filled = {
        slot: {
            "name": slot,
            "value": value,
            "confirmationStatus": "NONE",
            "resolutions": {
                "resolutionsPerAuthority": [
                    {
                        "authority": "amzn1.er-authority.one",
                        "status": {"code": "ER_SUCCESS_MATCH"},
                        "values": [{"value": {"name": value, "id": value}}],
                    }
                ]
            },
        }
        for slot, value in slots.items()
    }
    event = launch()
    spoken = {"name": name, "confirmationStatus": "NONE", "slots": filled}
    event["request"].update(type="IntentRequest", intent=spoken)
    return event


def words(response: dict[str, Any]) -> str:
    return str(response["response"]["outputSpeech"]["ssml"])


def test_it_answers_under_lambdas_runtime_client(deployed: LambdaRuntime) -> None:
    assert "<speak>" in words(deployed.ask(launch()))

    answer = deployed.ask(intent("TopicIntent", topic="kidney_stones", aspect="symptoms"))

    assert answer["sessionAttributes"]["answer"]["topic"] == "kidney_stones"


def test_free_text_is_understood_without_the_harness(deployed: LambdaRuntime) -> None:
    event = intent("AskIntent")
    event["request"]["intent"]["slots"] = {
        "words": {"name": "words", "value": "what are kidney stones", "confirmationStatus": "NONE"}
    }

    assert deployed.ask(event)["sessionAttributes"]["answer"]["topic"] == "kidney_stones"


@pytest.mark.parametrize("event", [{}, [], None, "text", {"request": {"type": "Tomorrow"}}])
def test_a_broken_event_is_answered_too(deployed: LambdaRuntime, event: Any) -> None:
    assert deployed.ask(event)["version"] == "1.0"
