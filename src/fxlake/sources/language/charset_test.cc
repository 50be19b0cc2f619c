// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/charset.h"

#include <gtest/gtest.h>
#include <iconv.h>

#include <set>

#include "fxlake/sources/language/charset_table.h"

namespace fxlake::sources {
namespace {

TEST(Charset, ToUtf8) {
  const auto check = [](const char* charset, std::string_view bytes, const char* expected) {
    EXPECT_TRUE(IsCharset(charset)) << charset;
    const auto text = ToUtf8(bytes, charset);
    EXPECT_EQ(text ? *text : text.error().message(), expected) << charset;
  };
  check("windows-1251", "\xCA\xF3\xF0\xF1", "Курс");
  check("CP1251", "\x88", "€");
  check("windows-1250",
        "\xE8"
        "esk\xE1 K\xE8",
        "česká Kč");
  check("iso-8859-2", "z\xB3oty", "złoty");
  check("ISO8859-9", "T\xFCrk Liras\xFD", "Türk Lirası");
  check("latin1", "A\xF1o", "Año");
  check("KOI8-R", "\xEB\xD5\xD2\xD3", "Курс");
  check("koi8-u", "\xA7", "ї");
  check("ibm866", "\x8A\xE3\xE0\xE1", "Курс");
  check("CP437", "\x9C\x9D", "£¥");
  check("CP850", "\xD5", "ı");
  check("CP10000", "\x8E", "é");
  check("Shift_JIS", "\x83\x8C\x81[\x83g \xB1", "レート ｱ");
  check("EUC-JP", "\xA5\xEC", "レ");
  check("GB2312", "\xBB\xE3\xC2\xCA", "汇率");
  check("gbk", "\x80", "€");
  check("big5", "\xB6\xD7\xB2v", "匯率");
  check("EUC-KR", "\xC8\xAF\xC0\xB2", "환율");
  check("UTF-16", std::string_view("\xFF\xFE\xAC\x20", 4), "€");
  check("utf-16", std::string_view("\xFE\xFF\x20\xAC", 4), "€");
  check("UTF-16LE", std::string_view("\x3D\xD8\xB0\xDC", 4), "💰");
  check("UTF-16BE", std::string_view("\xD8\x3D\xDC\xB0", 4), "💰");
  check("UTF-8", "a\xE2\x82\xAC\xF0\x9F\x92\xB0", "a€💰");
}

TEST(Charset, RejectsWhatMeansNothing) {
  const auto check = [](const char* charset, std::string_view bytes, const char* error, const char* dropped) {
    const auto text = ToUtf8(bytes, charset);
    EXPECT_EQ(text ? *text : text.error().message(), error);
    EXPECT_EQ(ToUtf8(bytes, charset, true).value_or("no such charset"), dropped);
  };
  check("windows-1251", "a\x98z", "byte 1 is not valid in windows-1251", "az");
  check("ascii", "a\xE9", "byte 1 is not valid in ascii", "a");
  check("UTF-8", "a\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80\xE2\x82", "byte 1 is not valid in UTF-8", "a");
  check("UTF-16LE", std::string_view("a\0\0\xDC", 4), "byte 2 is not valid in UTF-16LE", "a");
  check("UTF-16LE", std::string_view("a\0b", 3), "byte 2 is not valid in UTF-16LE", "a");
  check("gbk", "a\xBB", "byte 1 is not valid in gbk", "a");
  check("gbk", "\xBB 1", "byte 0 is not valid in gbk", " 1");
  check("klingon", "a", "unknown charset \"klingon\"", "no such charset");
  EXPECT_FALSE(IsCharset(""));
  EXPECT_FALSE(IsCharset("- "));
}

// The result of the system's iconv for the same bytes; nullopt where it has no character.
std::string ByMachine(iconv_t converter, std::string bytes) {
  char buffer[16];
  char *from = bytes.data(), *to = buffer;
  std::size_t left = bytes.size(), room = sizeof buffer;
  iconv(converter, nullptr, nullptr, nullptr, nullptr);
  if (iconv(converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) return "";
  iconv(converter, nullptr, nullptr, &to, &room);
  return {buffer, to};
}

TEST(Charset, TablesAreThoseOfTheMachine) {
  // Known differences: private use characters, controls, and additions of newer editions.
  const std::set<std::string> differ = {"tis620", "macroman", "maccyrillic", "cp932", "eucjp", "cp950"};
  int compared = 0;
  for (const auto& table : CharsetTables()) {
    const auto name = std::string(table.names.substr(1, table.names.find(' ', 1) - 1));
    const auto written = name.starts_with("iso8859") ? "ISO-8859-" + name.substr(7)
                         : name.starts_with("koi8")  ? "KOI8-" + name.substr(4)
                                                     : name;
    const iconv_t converter = iconv_open("UTF-8", written.c_str());
    if (converter == reinterpret_cast<iconv_t>(-1) || differ.contains(name)) continue;
    ++compared;
    for (int first = 1; first < 256; ++first) {
      const std::string byte(1, static_cast<char>(first));
      if (table.characters[first] != CharsetTable::kLead) {
        EXPECT_EQ(ToUtf8(byte, name).value_or(""), ByMachine(converter, byte)) << name << " " << first;
        continue;
      }
      for (int second = 0; second < 256; ++second) {
        const auto pair = byte + static_cast<char>(second);
        EXPECT_EQ(ToUtf8(pair, name).value_or(""), ByMachine(converter, pair))
            << name << " " << first << " " << second;
      }
    }
    iconv_close(converter);
  }
  EXPECT_TRUE(compared == 0 || compared > 30) << compared;
}

}  // namespace
}  // namespace fxlake::sources
