# SPDX-License-Identifier: Apache-2.0
"""charset_tables.py FILE: writes the tables of src/fxlake/sources/language/charset_table.h as C++, out of Python's codecs.

Those are the same on every machine, and a program that carries the tables needs none of the machine's converters."""

import pathlib
import sys

# The codec of each charset, and the other names that it goes by.
ONE_BYTE = {
    "ascii": "us-ascii ansi_x3.4-1968",
    **{f"cp125{i}": f"windows-125{i} x-cp125{i}" for i in range(9)},
    **{f"iso8859_{i}": f"iso-8859-{i} iso_8859-{i} 8859_{i}" for i in (*range(1, 12), *range(13, 17))},
    "koi8_r": "koi8 koi",
    "koi8_u": "",
    "koi8_t": "",
    "cp866": "ibm866 866 csibm866",
    **{f"cp{i}": f"ibm{i} {i}" for i in (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 869)},
    "cp874": "windows-874 ibm874",
    "tis_620": "",
    "cp1125": "cp866u ruscii",
    "kz1048": "rk1048 strk1048-2002",
    "ptcp154": "pt154",
    "mac_roman": "macintosh mac cp10000 x-mac-roman",
    "mac_latin2": "maccentraleurope cp10029 x-mac-ce",
    "mac_cyrillic": "maccyrillic cp10007 x-mac-cyrillic",
    "mac_greek": "macgreek cp10006",
    "mac_turkish": "macturkish cp10081",
    "hp_roman8": "roman8",
}
MORE_NAMES = {"iso8859_1": "latin1 l1", "iso8859_2": "latin2 l2", "iso8859_5": "cyrillic", "iso8859_9": "latin5 l5", "iso8859_15": "latin9"}
TWO_BYTES = {
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j ms_kanji",
    "euc_jp": "eucjp x-euc-jp",
    "gbk": "gb2312 gb18030 cp936 euc-cn x-gbk",
    "cp949": "euc-kr ks_c_5601-1987 uhc windows-949",
    "cp950": "big5 big5-eten cn-big5",
}
LEAD = 0xFFFF


def letter(codec: str, encoded: bytes) -> int:
    """The code point, of which there is but one in the basic plane; 0 when the bytes mean nothing."""
    try:
        text = encoded.decode(codec)
    except UnicodeDecodeError:
        return 0
    return ord(text) if len(text) == 1 and ord(text) < LEAD else 0


def tables(codec: str, may_be_two: bool) -> tuple[list[int], list[int]]:
    single = [letter(codec, bytes([byte])) for byte in range(256)]
    if codec == "gbk":
        single[0x80] = 0x20AC
    if not may_be_two:
        return single, []
    pairs = []
    for first in range(0x81, 0xFF):
        row = [letter(codec, bytes([first, second])) if single[first] == 0 else 0 for second in range(0x40, 0xFF)]
        pairs += row
        if any(row):
            single[first] = LEAD
    return single, pairs


def plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def main(file: pathlib.Path) -> None:
    head = '// Made by scripts/charset_tables.py.\n#include "fxlake/sources/language/charset_table.h"\n\n'
    out = [head, "namespace fxlake::sources {\nnamespace {\n\n"]
    rows = []
    for codecs, may_be_two in ((ONE_BYTE, False), (TWO_BYTES, True)):
        for codec, names in codecs.items():
            single, pairs = tables(codec, may_be_two)
            for name, numbers in ((f"{codec}_letters", single), (f"{codec}_pairs", pairs)):
                if numbers:
                    out.append(f"constexpr char16_t {name}[] = {{{','.join(map(str, numbers))}}};\n")
            known = dict.fromkeys(plain(name) for name in (codec + " " + names + " " + MORE_NAMES.get(codec, "")).split())
            rows.append(f'{{" {" ".join(known)} ", {codec}_letters, {codec + "_pairs" if pairs else "nullptr"}}},\n')
    out.append("constexpr CharsetTable all[] = {\n" + "".join(rows) + "};\n\n}  // namespace\n\n")
    out.append("std::span<const CharsetTable> CharsetTables() { return all; }\n\n}  // namespace fxlake::sources\n")
    file.write_text("".join(out))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
