// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace fxlake::cli {

// The words of one command as it declares them: each call names an option or a positional word, where its value goes and what it means. A
// variable keeps its present value when the option is not given. `names` is as in "-f,--format".
class Arguments {
 public:
  explicit Arguments(CLI::App& app) : app_(app) {}

  void Option(const std::string& names, std::string& into, const std::string& help);
  void Option(const std::string& names, std::optional<std::string>& into, const std::string& help);
  void Option(const std::string& names, std::int64_t& into, const std::string& help);
  // May be given several times.
  void Option(const std::string& names, std::vector<std::string>& into, const std::string& help);
  void Flag(const std::string& names, bool& into, const std::string& help);
  void Word(const std::string& name, std::string& into, const std::string& help);            // must be given
  void Word(const std::string& name, std::optional<std::string>& into, const std::string& help);
  void Words(const std::string& name, std::vector<std::string>& into, const std::string& help);  // any number, none too

 private:
  CLI::App& app_;
};

}  // namespace fxlake::cli
