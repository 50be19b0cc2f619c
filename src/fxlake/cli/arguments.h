// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace fxlake::cli {

// Describes an option or positional argument for help, completion and the reference.
struct Parameter {
  enum class Kind { option, flag, word };
  Kind kind = Kind::option;
  std::vector<std::string> names;  // as typed: -f, --format; the name of a positional argument
  std::string value;               // kind of value: DATE, or the choices: table|csv; "" for a flag
  std::string help;
  std::string fallback = {};     // default value, or ""
  std::string environment = {};  // the environment variable that replaces it, or ""
  bool required = false;
  bool repeated = false;

  bool IsChoice() const { return value.contains('|'); }
};

// Declares the options and positional arguments of one command: each call gives the name, the target variable
// and the help text. A variable keeps its value when the option is not given. A name such as "-f,--format
// table|csv" has the value's kind after the space, which completion uses: FILE, DIR, DATE, SOURCE, or choices
// separated by |. Without it, the option's name is used.
class Arguments {
 public:
  // Without an app nothing is parsed; the arguments are only described.
  explicit Arguments(CLI::App* app) : app_(app) {}

  void Option(const std::string& names, std::string& into, const std::string& help);
  void Option(const std::string& names, std::optional<std::string>& into, const std::string& help);
  void Option(const std::string& names, std::int64_t& into, const std::string& help);
  void Option(const std::string& names, std::optional<std::int64_t>& into, const std::string& help);
  // May be given several times.
  void Option(const std::string& names, std::vector<std::string>& into, const std::string& help);
  void Flag(const std::string& names, bool& into, const std::string& help);
  void Word(const std::string& name, std::string& into, const std::string& help);  // required
  void Word(const std::string& name, std::optional<std::string>& into, const std::string& help);
  // any number, including none
  void Words(const std::string& name, std::vector<std::string>& into, const std::string& help);
  // The environment variable that replaces the argument declared last.
  void FromEnvironment(const std::string& variable);

  const std::vector<Parameter>& parameters() const { return parameters_; }

 private:
  template <typename Value>
  void Add(Parameter parameter, const std::string& names, Value& into);
  template <typename Value>
  void AddWord(const std::string& name, Value& into, const std::string& help, bool required, bool repeated);

  CLI::App* app_;
  CLI::Option* last_ = nullptr;
  std::vector<Parameter> parameters_;
};

}  // namespace fxlake::cli
