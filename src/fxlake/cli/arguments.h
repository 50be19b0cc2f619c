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

// What an option or word is, for help, completion and the reference.
struct Parameter {
  enum class Kind { option, flag, word };
  Kind kind = Kind::option;
  std::vector<std::string> names;  // as they are typed: -f, --format; of a word its name
  std::string value;               // what stands for its value: DATE, or the choices: table|csv; "" of a flag
  std::string help;
  std::string fallback = {};     // the value when it is not given, or ""
  std::string environment = {};  // the variable that stands in for it, or ""
  bool required = false;
  bool repeated = false;

  bool IsChoice() const { return value.contains('|'); }
};

// The words of one command as it declares them: each call names an option or a positional word, where its
// value goes and what it means. A variable keeps its present value when the option is not given. A name is as
// in "-f,--format table|csv": after a blank stands what the value is, by which completion knows what to
// offer: FILE, DIR, DATE, SOURCE, or choices with | between them; without it the option's name.
class Arguments {
 public:
  // Without an app nothing will be read: the words are only described.
  explicit Arguments(CLI::App* app) : app_(app) {}

  void Option(const std::string& names, std::string& into, const std::string& help);
  void Option(const std::string& names, std::optional<std::string>& into, const std::string& help);
  void Option(const std::string& names, std::int64_t& into, const std::string& help);
  void Option(const std::string& names, std::optional<std::int64_t>& into, const std::string& help);
  // May be given several times.
  void Option(const std::string& names, std::vector<std::string>& into, const std::string& help);
  void Flag(const std::string& names, bool& into, const std::string& help);
  void Word(const std::string& name, std::string& into, const std::string& help);  // must be given
  void Word(const std::string& name, std::optional<std::string>& into, const std::string& help);
  void Words(const std::string& name, std::vector<std::string>& into,
             const std::string& help);  // any number, none too
  // The environment variable that stands in for what was declared last.
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
