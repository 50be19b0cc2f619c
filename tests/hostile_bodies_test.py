# SPDX-License-Identifier: Apache-2.0
"""Small bodies that expand to large data: each is rejected with its reason, in little memory, in every format."""

import gzip
import io
import os
import resource
import shutil
import struct
import unittest
import zipfile
import zlib

import program

IDENTITY = """
name = "bank"
title = "A bank"
home_currency = "EUR"
first_day = 2026-01-01
[[endpoint]]
name = "all"
url = "https://bank.example/body"
reader = "rows"
[read.rows]
"""
TABLE = 'date = "Date"\nbase = { value = "EUR" }\nquote = "Code"\nrate = "Rate"\n'
MEGABYTE = 1 << 20
OVER = "bytes of memory"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx(rows: str, strings: str = "", merged: str = "") -> bytes:
    """A workbook of one sheet."""
    parts = [("sheet", "worksheet", "sheet1.xml"), ("strings", "sharedStrings", "strings.xml")]
    relations = "".join(f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for name, kind, target in parts)
    return packed(
        **{
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="S" r:id="sheet"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{merged}</worksheet>',
            "xl/strings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        }
    )


def xls(records: bytes) -> bytes:
    """A workbook of Excel 97 with one sheet of those records ([MS-CFB], [MS-XLS])."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    begin, end = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)), record(0x0A, b"")
    name = b"\1\0S"
    at = len(begin) + 4 + 6 + len(name) + len(end)
    stream = begin + record(0x85, struct.pack("<IH", at, 0) + name) + end + begin + records + end
    stream += b"\0" * max(0, 4096 - len(stream))
    stream += b"\0" * (-len(stream) % 512)
    count = len(stream) // 512
    tables = -(-(count + 1 + (count + 130) // 128 + 1) // 128)
    chain = [0xFFFFFFFE] + [*range(2, count + 1), 0xFFFFFFFE] + [0xFFFFFFFD] * tables
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    places = [count + 1 + i for i in range(tables)] + [0xFFFFFFFF] * (109 - tables)

    def entry(name: str, kind: int, first: int, size: int) -> bytes:
        letters = (name + "\0").encode("utf-16-le")
        child = 1 if kind == 5 else 0xFFFFFFFF
        head = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return head + b"\0" * 36 + struct.pack("<IQ", first, size)

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry("Workbook", 2, 1, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, tables, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header = (header + struct.pack("<109I", *places)).ljust(512, b"\0")
    return header + directory.ljust(512, b"\0") + stream + struct.pack(f"<{len(chain)}I", *chain)


def xls_numbers(rows: int, column: int) -> bytes:
    return b"".join(struct.pack("<HHHHHd", 0x203, 14, row, column, 0, 1.0) for row in range(rows))


def pdf(page: bytes) -> bytes:
    """One page that is drawn by those commands."""
    content = zlib.compress(page, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, text) for number, text in enumerate(objects, 1))
    return body + b"trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n"


def repeated(text: bytes, times: int, head=b"", tail=b"") -> bytes:
    """A gzip file of that, which is made quickly."""
    return gzip.compress(head + text * times + tail, 1, mtime=0)


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{entities}]><r><row Date="&l11;" Code="USD" Rate="1"/></r>'.encode()


# name: (the reader, the body, part of the reason)
KINDS = {
    "cells of a workbook's last column": ('format = "xlsx"\n' + TABLE, lambda: xlsx('<row><c r="XFD1"><v>1</v></c></row>' * 10_000), OVER),
    "one long text in many cells of a workbook": (
        'format = "xlsx"\n' + TABLE,
        lambda: xlsx('<row><c t="s"><v>0</v></c></row>' * 10_000, f"<si><t>{'x' * MEGABYTE}</t></si>"),
        OVER,
    ),
    "many texts of a workbook": ('format = "xlsx"\n' + TABLE, lambda: xlsx("", "<si><t>x</t></si>" * 2_000_000), OVER),
    "a long header of a workbook": (
        'format = "xlsx"\nheader = ["Date"]\n' + TABLE,
        lambda: xlsx('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 500, f"<si><t>{'x' * 100_000}</t></si>"),
        OVER,
    ),
    "merged cells of a workbook": (
        'format = "xlsx"\n' + TABLE,
        lambda: xlsx('<row><c r="A1"><v>1</v></c></row>', "", "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 1000 + "</mergeCells>"),
        'no column "Date"',
    ),
    "cells of an old workbook's last column": ('format = "xls"\n' + TABLE, lambda: xls(xls_numbers(20_000, 255)), OVER),
    "a cell far down in an old workbook": (
        'format = "xls"\n' + TABLE,
        lambda: xls(struct.pack("<HHHHHd", 0x203, 14, 65_535, 255, 0, 1.0)),
        'no column "Date"',
    ),
    "cells that span a page": (
        'format = "html"\n' + TABLE,
        lambda: b"<table>" + b"<tr><td colspan=1000 rowspan=65534>x<td colspan=1000 rowspan=65534>y" * 300 + b"</table>",
        'no column "Date"',
    ),
    "elements that a page opens again": (
        'format = "html"\n' + TABLE,
        lambda: b"<p>" + b"".join(b"<font a%d>" % i for i in range(3000)) + b"<p>x" * 3000,
        OVER,
    ),
    "tags of a page": ('format = "html"\n' + TABLE, lambda: repeated(b"<b>", 4_000_000), OVER),
    "elements of XML": (
        'format = "xml"\nrows = "r/*"\n' + TABLE.replace('"Date"', '"@Date"'),
        lambda: repeated(b"<a/>", 20_000_000, b"<r>", b"</r>"),
        OVER,
    ),
    "attributes of XML": (
        'format = "xml"\nrows = "r/*"\n' + TABLE.replace('"Date"', '"@Date"'),
        lambda: repeated(b' a=""', 10_000_000, b"<r><a", b"/></r>"),
        OVER,
    ),
    "depth of XML": ('format = "xml"\nrows = "a/*"\n' + TABLE, lambda: repeated(b"<a>", 5_000_000), OVER),
    "entities within entities": (
        'format = "xml"\nrows = "r/row"\n' + TABLE.replace('"Date"', '"@Date"').replace('"Code"', '"@Code"').replace('"Rate"', '"@Rate"'),
        laughs,
        "&l11;",
    ),
    "arrays of JSON": ('format = "json"\nrows = "**"\n' + TABLE, lambda: repeated(b"[],", 10_000_000, b"[", b"1]"), OVER),
    "depth of JSON": ('format = "json"\nrows = "*"\n' + TABLE, lambda: repeated(b"[", 50_000_000), OVER),
    "a cube of JSON-stat": (
        'format = "json-stat"\nrows = "*"\n' + TABLE,
        lambda: (
            b'{"id":["a","b","c"],"size":[1000000,1000000,1000000],"dimension":{"a":{"category":{"index":["x"]}},'
            b'"b":{"category":{"index":["x"]}},"c":{"category":{"index":["x"]}}},"value":[1]}'
        ),
        "",
    ),
    "empty cells of CSV": ('format = "csv"\n' + TABLE, lambda: repeated(b",", 50_000_000), OVER),
    "lines above a header of CSV": (
        'format = "csv"\nheader = ["Date"]\n' + TABLE,
        lambda: repeated(b"x" * 99 + b"\n", 2_000_000),
        OVER,
    ),
    "blanks of a zip archive": ('format = "csv"\nunzip = "*.csv"\n' + TABLE, lambda: packed(**{"a.csv": "a" * (200 * MEGABYTE)}), OVER),
    "a zip archive in a zip archive": (
        'format = "csv"\nunzip = "*.csv"\n' + TABLE,
        lambda: packed(**{"a.csv": "PK" + "\3" * MEGABYTE}),
        "",
    ),
    "text": ('format = "text"\n' + TABLE.replace("Date", "#1").replace("Code", "#2"), lambda: repeated(b"a  ", 30_000_000), OVER),
}
PDFS = {
    "letters of a page of PDF": lambda: pdf(b"BT /F 1 Tf " + b"(xxxxxxxxxx) Tj " * 4_000_000 + b"ET"),
}


def with_little_memory():
    """Before the program starts: sets its memory limit."""
    resource.setrlimit(resource.RLIMIT_AS, (1536 * MEGABYTE, 1536 * MEGABYTE))


class HostileBodies(program.Case):
    def check(self, reader: str, body: bytes, word: str):
        self.file("sources/bank.toml", IDENTITY + reader)
        recording = self.file("recording/body", body)
        self.new_lake()
        options = ["--sources", self.folder / "sources", "--rules", self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")]
        limit = {} if program.SANITIZED else {"preexec_fn": with_little_memory}  # a sanitizer reserves terabytes
        outcome = self.lake.run("bank", recording.parent, options=["--from", "2026-04-14", *options], **limit)
        self.fails(outcome)
        self.assertEqual(outcome.code, 1, outcome.text)
        [row] = self.lake.quarantined()
        self.assertIn(word, row["reason"])
        self.assertLess(len(row["reason"]), 3000)
        self.assertEqual(self.lake.raw_bodies(), [body])

    def test_is_refused_within_its_budget(self):
        for name, (reader, make, word) in KINDS.items():
            with self.subTest(name):
                body = make()
                self.assertLess(len(body), 2 * MEGABYTE)
                self.check(reader, body, word)
        if not program.SANITIZED:
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            self.assertLess(peak, 700 * 1024, "kilobytes of memory")

    @unittest.skipUnless(shutil.which("pdftotext"), "pdftotext is not installed")
    def test_pdf(self):
        for name, make in PDFS.items():
            with self.subTest(name):
                self.check('format = "pdf"\n' + TABLE.replace("Date", "#1").replace("Code", "#2"), make(), "")

    def test_a_workbook_with_a_few_far_cells_is_read(self):
        days = [f"2026-{month:02}-{day:02}" for month in (2, 3, 4) for day in range(1, 15)]
        rows = [("Date", "Code", "Rate"), *((day, "USD", "1.1") for day in days)]
        cells = ["".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) for row in rows]
        self.file("sources/bank.toml", IDENTITY + 'format = "xlsx"\n' + TABLE)
        recording = self.file("recording/body", xlsx("".join(f'<row>{row}<c r="XFD1"/></row>' for row in cells)))
        rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        self.succeeds(self.lake.run("bank", recording.parent, options=["--sources", self.folder / "sources", "--rules", rules]))
        self.assertEqual(len(self.lake.rates()), len(days))


if __name__ == "__main__":
    os.environ.setdefault("FXLAKE_BUILD", "build")
    unittest.main()
