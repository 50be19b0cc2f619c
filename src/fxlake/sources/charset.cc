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

Result<std::string> ToUtf8(std::string_view bytes, const std::string& charset, bool drop_bad_bytes) {
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
    if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    if (!drop_bad_bytes) return InvalidInput(fmt::format("byte {} means nothing in {}", bytes.size() - left, charset));
    ++from;
    --left;
  }
  return text;
}

namespace {

// The value of `name` in a tag: encoding="..", or charset=...
std::string ValueOf(std::string_view tag, std::string_view name) {
  auto at = tag.find(name);
  if (at == std::string_view::npos) return "";
  tag.remove_prefix(at + name.size());
  at = tag.find_first_not_of(" =\"'");
  if (at == std::string_view::npos || at == 0) return "";
  tag.remove_prefix(at);
  return std::string(tag.substr(0, tag.find_first_of(" \"';/>?")));
}

}  // namespace

std::string DeclaredCharset(std::string_view document) {
  if (document.starts_with("\xFF\xFE") || document.starts_with("\xFE\xFF")) return "UTF-16";
  if (document.starts_with("\xEF\xBB\xBF")) return "";
  if (document.starts_with("<?xml")) return ValueOf(document.substr(0, document.find("?>")), "encoding");
  constexpr std::size_t kWhereBrowsersLook = 1024;
  document = document.substr(0, kWhereBrowsersLook);
  for (auto at = document.find("<meta"); at != std::string_view::npos; at = document.find("<meta", at + 1)) {
    const auto tag = document.substr(at, document.find('>', at) - at);
    if (auto charset = ValueOf(tag, "charset"); !charset.empty()) return charset;
  }
  return "";
}

}  // namespace fxlake::sources
