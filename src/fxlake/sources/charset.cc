// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/charset.h"

#include <fmt/format.h>
#include <iconv.h>

#include <array>
#include <cerrno>

namespace fxlake::sources {
namespace {

class Converter {
 public:
  explicit Converter(const std::string& charset) : handle_(iconv_open("UTF-8", charset.c_str())) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (is_open()) iconv_close(handle_);
  }
  bool is_open() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }
  iconv_t handle() const { return handle_; }

 private:
  iconv_t handle_;
};

}  // namespace

bool IsCharset(const std::string& charset) { return Converter(charset).is_open(); }

Result<std::string> ToUtf8(std::string_view bytes, const std::string& charset) {
  const Converter converter(charset);
  if (!converter.is_open()) return InvalidInput(fmt::format("there is no charset \"{}\"", charset));
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 4);
  std::array<char, 1 << 16> buffer;
  char* from = const_cast<char*>(bytes.data());  // iconv reads only, whatever its signature says
  std::size_t left = bytes.size();
  while (left > 0) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const auto done = iconv(converter.handle(), &from, &left, &to, &room);
    text.append(buffer.data(), to);
    if (done == static_cast<std::size_t>(-1) && errno != E2BIG)
      return InvalidInput(fmt::format("byte {} means nothing in {}", bytes.size() - left, charset));
  }
  return text;
}

std::string DeclaredCharset(std::string_view document) {
  if (!document.starts_with("<?xml")) return "";
  document = document.substr(0, document.find("?>"));
  auto at = document.find("encoding");
  if (at == std::string_view::npos) return "";
  at = document.find_first_of("\"'", at);
  if (at == std::string_view::npos) return "";
  const auto end = document.find(document[at], at + 1);
  return end == std::string_view::npos ? "" : std::string(document.substr(at + 1, end - at - 1));
}

}  // namespace fxlake::sources
