"""Settings: every missing or malformed variable is named at once; secrets never print."""

import pytest

from tradewind.settings import AuthSettings, MissingSettingsError, StripeSettings, TableSettings, load_env_file


def test_missing_variables_are_named() -> None:
    with pytest.raises(MissingSettingsError, match="TABLE_NAME"):
        TableSettings.load({})


def test_malformed_variables_are_named() -> None:
    with pytest.raises(MissingSettingsError, match=r"OUTBOX_RELAY.*'stream' or 'poll'"):
        TableSettings.load({"TABLE_NAME": "t", "OUTBOX_RELAY": "pigeon"})


def test_a_short_signing_key_is_refused_without_being_shown() -> None:
    with pytest.raises(MissingSettingsError, match="TOKEN_SIGNING_KEY") as caught:
        AuthSettings.load({"TOKEN_SIGNING_KEY": "hunter2"})
    assert "hunter2" not in str(caught.value)


def test_an_empty_variable_counts_as_missing() -> None:
    with pytest.raises(MissingSettingsError, match="STRIPE_SECRET_KEY"):
        StripeSettings.load({"STRIPE_SECRET_KEY": ""})


def test_secrets_do_not_print() -> None:
    assert "sk_live" not in repr(StripeSettings.load({"STRIPE_SECRET_KEY": "sk_live_secret"}))


def test_an_env_file_fills_only_what_is_not_set(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / ".env"
    path.write_text("# comment\nTW_TEST_SET=file\nTW_TEST_NEW=a=b\nnonsense\n")
    monkeypatch.setenv("TW_TEST_SET", "environment")
    monkeypatch.delenv("TW_TEST_NEW", raising=False)
    load_env_file(path)
    import os

    assert (os.environ["TW_TEST_SET"], os.environ.pop("TW_TEST_NEW")) == ("environment", "a=b")
    load_env_file(path.with_name("absent"))
