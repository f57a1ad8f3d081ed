"""The zip for AWS Lambda, built once."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from deploy import package


@pytest.fixture(scope="session")
def zip_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "skill.zip"
    package.build(path)
    return path


@pytest.fixture(scope="session")
def unpacked(zip_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip as Lambda unpacks it."""
    folder = tmp_path_factory.mktemp("task")
    with zipfile.ZipFile(zip_file) as archive:
        archive.extractall(folder)
    return folder
