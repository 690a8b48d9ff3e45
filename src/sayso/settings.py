"""Settings: ``sayso.toml`` in the current folder (or the file that ``SAYSO_CONFIG`` names) and ``SAYSO_*`` in the environment.

The environment wins over the file, and an option on the command line over both.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource
from pydantic_settings.exceptions import SettingsError

from sayso.errors import SetupError

FILE = "sayso.toml"


class Settings(BaseSettings):
    """What can be set for all commands. Each field is a key of ``sayso.toml`` and, with ``SAYSO_`` in front, a variable."""

    model_config = SettingsConfigDict(env_prefix="SAYSO_", extra="forbid")

    model: str | None = Field(
        default=None, description="name or path of an English spaCy pipeline; the default is the one installed with sayso"
    )
    workers: int = Field(default=1, ge=1, le=256, description="processes that read side by side")
    strict: bool = Field(default=False, description="stop at the first input that cannot be read")
    outlet: str | None = Field(default=None, description="outlet of articles that name none")
    codebook: list[Path] = Field(default=[], description="further codebook files (TOML) on top of the shipped ones")
    actors: list[Path] = Field(default=[], description="further actor tables (TSV)")
    max_chars: int = Field(default=1_000_000, ge=1, le=1_000_000, description="the most characters that one article may have")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment over file; no dotenv, no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, _file())


def _file() -> Path:
    return Path(os.environ.get("SAYSO_CONFIG") or FILE)


def load_settings() -> Settings:
    """The settings in force. Raises SetupError (one line: file or variable, key, cause) where one is wrong."""
    path = _file()
    if os.environ.get("SAYSO_CONFIG") and not path.is_file():
        raise SetupError(f"SAYSO_CONFIG names {path}, which is no file")
    try:
        return Settings()
    except ValidationError as e:
        first = e.errors()[0]
        key = ".".join(str(x) for x in first["loc"]) or "?"
        where = f"SAYSO_{key.upper()}" if f"SAYSO_{key.upper()}" in os.environ else f"{path}: {key}"
        raise SetupError(f"{where}: {first['msg']}") from None
    except (SettingsError, ValueError) as e:  # a list in the environment that is not JSON, a file that is not TOML
        raise SetupError(f"{path} or SAYSO_*: {e}") from None
