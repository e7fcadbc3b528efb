"""The real hasher: argon2id."""

from tradewind.adapters.argon2_passwords import Argon2Passwords


def test_every_byte_of_a_long_password_counts() -> None:
    hasher = Argon2Passwords()
    long = "pass phrase " * 16
    encoded = hasher.hash(long + "a")
    assert hasher.verify(encoded, long + "a")
    assert not hasher.verify(encoded, long + "b")
    assert not hasher.verify(encoded, long[:72])


def test_letters_beyond_ascii_count_too() -> None:
    hasher = Argon2Passwords()
    encoded = hasher.hash("пароль из многих слов 🔑")
    assert hasher.verify(encoded, "пароль из многих слов 🔑")
    assert not hasher.verify(encoded, "пароль из многих слов")
