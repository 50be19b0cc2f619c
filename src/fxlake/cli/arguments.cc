// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/arguments.h"

#include <CLI/CLI.hpp>

namespace fxlake::cli {

void Arguments::Option(const std::string& names, std::string& into, const std::string& help) {
  app_.add_option(names, into, help)->capture_default_str();
}
void Arguments::Option(const std::string& names, std::optional<std::string>& into, const std::string& help) { app_.add_option(names, into, help); }
void Arguments::Option(const std::string& names, std::int64_t& into, const std::string& help) {
  app_.add_option(names, into, help)->capture_default_str();
}
void Arguments::Option(const std::string& names, std::vector<std::string>& into, const std::string& help) {
  app_.add_option(names, into, help)->expected(1)->take_all();
}
void Arguments::Flag(const std::string& names, bool& into, const std::string& help) { app_.add_flag(names, into, help); }
void Arguments::Word(const std::string& name, std::string& into, const std::string& help) { app_.add_option(name, into, help)->required(); }
void Arguments::Word(const std::string& name, std::optional<std::string>& into, const std::string& help) { app_.add_option(name, into, help); }
void Arguments::Words(const std::string& name, std::vector<std::string>& into, const std::string& help) { app_.add_option(name, into, help); }

}  // namespace fxlake::cli
