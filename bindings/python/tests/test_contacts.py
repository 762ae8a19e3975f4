"""Matchers, masks, scans, prepared contacts."""

import gzip
import io
import json
import multiprocessing
import pickle
import struct
import threading
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import nse_query as nse
import pyarrow as pa
import pytest

VIP = '{"id": "1", "tags": ["VIP"]}'
LEAD = '{"id": "2", "tags": ["lead"]}'
NOW = datetime(2026, 11, 15, 12, tzinfo=timezone.utc)


def test_one_contact_in_every_form() -> None:
    matcher = nse.Matcher("tag = vip")
    assert matcher.matches(VIP) and matcher.matches(VIP.encode()) and matcher.matches(json.loads(VIP))
    assert not matcher.matches(LEAD)
    for wrong, code in (("{", "E0407"), ("[]", "E0408"), ('{"name": 1}', "E0408"), (b"\xff", "E0407")):
        with pytest.raises(nse.ContactError) as raised:
            matcher.matches(wrong)
        assert raised.value.code == code


LAYOUTS = [
    pa.string(),
    pa.large_string(),
    pa.string_view(),
    pa.binary(),
    pa.large_binary(),
    pa.binary_view(),
    pa.dictionary(pa.int8(), pa.string()),
    pa.dictionary(pa.uint32(), pa.large_string()),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_layout_of_strings(layout: pa.DataType) -> None:
    rows = [VIP, None, LEAD, VIP] * 20
    if pa.types.is_binary(layout) or pa.types.is_large_binary(layout) or layout == pa.binary_view():
        rows = [row and row.encode() for row in rows]
    array = pa.array(rows, layout) if not pa.types.is_dictionary(layout) else pa.array(rows, layout.value_type).dictionary_encode().cast(layout)
    expected = [True, None, False, True] * 20
    matcher = nse.Matcher("tag = vip")
    assert matcher.mask(array).to_list() == expected
    assert matcher.mask(array.slice(3, 30)).to_list() == expected[3:33]
    assert matcher.mask(pa.chunked_array([array, array.slice(0, 0), array])).to_list() == expected * 2
    assert pa.array(matcher.mask(array)).to_pylist() == expected


def test_masks_of_odd_columns() -> None:
    matcher = nse.Matcher("tag = vip")
    assert matcher.mask(pa.nulls(3)).to_list() == [None] * 3
    assert matcher.mask([]).to_list() == []
    assert matcher.mask(pa.chunked_array([], pa.string())).to_list() == []
    mask = matcher.mask([VIP, LEAD, None])
    assert (len(mask), mask[0], mask[-1], mask.count_true(), list(mask)) == (3, True, None, 1, [True, False, None])
    with pytest.raises(IndexError):
        mask[3]
    for unfit in (pa.array([1, 2]), 3, [1]):
        with pytest.raises(TypeError):
            matcher.mask(unfit)


def test_bytes_that_are_not_text_are_an_error_or_null() -> None:
    # Arrow's own check is left out, as foreign producers may leave it out.
    wrong = pa.array([VIP.encode(), b'{"id": "\xff"}']).view(pa.string())
    matcher = nse.Matcher("tag = vip")
    with pytest.raises(nse.ContactError) as raised:
        matcher.mask(wrong)
    assert (raised.value.row, raised.value.code) == (1, "E0407")
    assert matcher.mask(wrong, strict=False).to_list() == [True, None]


def test_offsets_beyond_the_data_are_refused() -> None:
    # Changed after pyarrow looked at them, as a foreign producer may have them wrong.
    offsets = bytearray(struct.pack("=ii", 0, 2))
    wrong = pa.StringArray.from_buffers(1, pa.py_buffer(offsets), pa.py_buffer(b"{}"))
    struct.pack_into("=i", offsets, 4, 1 << 20)
    with pytest.raises(ValueError):
        nse.Matcher("tag = vip").mask(wrong)


def test_a_row_that_cannot_be_read_is_named() -> None:
    matcher = nse.Matcher("tag = vip")
    with pytest.raises(nse.ContactError) as raised:
        matcher.mask([VIP, LEAD, "{", VIP])
    assert raised.value.row == 2
    assert matcher.mask([VIP, "{"], strict=False).to_list() == [True, None]


def test_why() -> None:
    why = nse.Matcher("tag = vip and not rating > 3").why(VIP)
    assert (why.matched, why.kind, [member.kind for member in why.members]) == (True, "and", ["clause", "not"])
    assert (why.members[0].clause, why.members[0].value) == ("tag = vip", "VIP")
    assert str(why) == "✓ all of:\n  ✓ tag = vip  «VIP»\n  ✓ not:\n    ✗ rating > 3"
    assert why


def options() -> dict[str, Any]:
    listing = {"resources": [{"id": "4fc886dc682c4a64dd060062", "name": "VIPs", "query": '{"tag": {"is": "vip"}}'}]}
    return {
        "now": NOW,
        "tz": "Europe/Berlin",
        "user": "5c459c52ceee1868ee3ab41f",
        "saved_searches": listing,
        "token_match": "all",
    }


def ask(pickled: bytes) -> bool:
    matcher = pickle.loads(pickled)
    return bool(matcher.matches(VIP)) and matcher.now == NOW


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_matchers_travel_between_processes(method: str) -> None:
    matcher = nse.Matcher("saved search = 4fc886dc682c4a64dd060062 and email is empty", **options())
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(ask, [pickle.dumps(matcher)] * 4) == [True] * 4


def test_threads_share_a_matcher() -> None:
    matcher, column = nse.Matcher("tag = vip"), pa.array([VIP, LEAD] * 5_000)
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(matcher.mask(column).count_true())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [5_000] * 4


def test_batches_are_filtered() -> None:
    batch = pa.record_batch({"n": [1, 2, 3], "value": [VIP, LEAD, VIP]})
    kept = list(nse.Matcher("tag = vip").filter_batches(iter([batch, batch.slice(1)]), "value"))
    assert [part.column("n").to_pylist() for part in kept] == [[1, 3], [3]]


def test_scans_read_files_and_streams(tmp_path: Path) -> None:
    lines = (VIP + "\n" + "nonsense\n" + LEAD + "\n").encode()
    plain, packed = tmp_path / "a.ndjson", tmp_path / "b.ndjson.gz"
    plain.write_bytes(lines)
    packed.write_bytes(gzip.compress(lines))
    scan = nse.scan([plain, str(packed), io.BytesIO(lines)], "tag = vip")
    assert [json.loads(contact)["id"] for contact in scan] == ["1"] * 3
    assert (scan.read, scan.matched, scan.malformed) == (9, 3, 3)
    with pytest.raises(nse.ContactError) as raised:
        nse.scan(plain, "tag = vip", strict=True).count()
    assert raised.value.row == 2
    with pytest.raises(OSError, match="nothing-here"):
        nse.scan(tmp_path / "nothing-here", "tag = vip").ids()
    with pytest.raises(TypeError, match="binary mode"):
        nse.scan(io.StringIO("{}"), "tag = vip").ids()
    table = pa.table(nse.scan(plain, "tag = vip"))
    assert table.column("contact").to_pylist() == [VIP]


def test_errors_of_a_file_object_come_through() -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            raise PermissionError("not this one")

    with pytest.raises(PermissionError, match="not this one"):
        nse.scan(Broken(), "tag = vip").ids()


def test_prepared_contacts() -> None:
    contacts = nse.Contacts(pa.array([VIP, None, LEAD]))
    assert (len(contacts), contacts.find("tag = vip"), contacts.count(nse.Matcher("tag in (vip, lead)"))) == (2, ["1"], 2)
    with pytest.raises(nse.ContactError) as raised:
        nse.Contacts([VIP, "{"])
    assert raised.value.row == 1


def resident() -> int:
    """The memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells so")
def test_a_million_masks_take_no_memory() -> None:
    matcher, column = nse.Matcher("tag = vip"), pa.array([VIP])

    def ask(times: int) -> None:
        for _ in range(times):
            matcher.mask(column)

    ask(50_000)
    before = resident()
    ask(1_000_000)
    assert resident() - before < 4 << 20
