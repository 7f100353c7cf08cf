"""Keys that follow from the master key."""

from app.store.keys import archive_keys, hkdf, new_master_key


def test_hkdf_gives_what_the_standard_gives() -> None:
    """RFC 5869, appendix A, test cases 1 and 3."""
    first = hkdf(
        b"\x0b" * 22,
        info=bytes.fromhex("f0f1f2f3f4f5f6f7f8f9"),
        length=42,
        salt=bytes.fromhex("000102030405060708090a0b0c"),
    )
    assert first.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )
    third = hkdf(b"\x0b" * 22, info=b"", length=42)
    assert third.hex() == (
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    )


def test_each_purpose_has_a_key_of_its_own() -> None:
    """No key is another's, and another master key changes all of them."""
    master = new_master_key()
    keys, others = archive_keys(master), archive_keys(new_master_key())
    every = {keys.database, keys.slots, others.database, others.slots, master}
    assert len(every) == 5
    assert len(keys.database_salt) == 16
    assert keys == archive_keys(master)


def test_no_key_shows_in_a_printed_object() -> None:
    """What ends in a report of a bug holds no key."""
    keys = archive_keys(bytes(32))
    assert keys.database.hex()[:8] not in repr(keys)
    assert repr(keys) == "ArchiveKeys()"
