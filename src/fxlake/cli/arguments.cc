// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/arguments.h"

#include <CLI/CLI.hpp>

#include "fxlake/base/text.h"
#include "fxlake/cli/command_line.h"

namespace fxlake::cli {
namespace {

// "-f,--format table|csv" split into its parts.
struct Names {
  std::string for_parser;          // -f,--format
  std::vector<std::string> typed;  // -f, --format
  std::string value;               // table|csv
};

Names Split(const std::string& text) {
  Names names;
  const auto blank = text.find(' ');
  names.for_parser = text.substr(0, blank);
  names.typed = CLI::detail::split(names.for_parser, ',');
  if (blank != std::string::npos) {
    names.value = text.substr(blank + 1);
  } else {
    const auto& longest = names.typed.back();
    names.value = UpperCase(longest.substr(longest.find_first_not_of('-')));
  }
  return names;
}

Parameter OptionOf(const std::string& names, const std::string& help, std::string fallback = "") {
  auto split = Split(names);
  return {.kind = Parameter::Kind::option,
          .names = std::move(split.typed),
          .value = std::move(split.value),
          .help = help,
          .fallback = std::move(fallback)};
}

}  // namespace

template <typename Value>
void Arguments::Add(Parameter parameter, const std::string& names, Value& into) {
  if (app_ != nullptr) {
    last_ =
        parameter.kind == Parameter::Kind::flag ? app_->add_flag(names, into) : app_->add_option(names, into);
    if (parameter.required) last_->required();
    if (parameter.kind != Parameter::Kind::flag) last_->transform(WithoutMark);
    // the next word belongs to another argument
    if (parameter.kind == Parameter::Kind::option && parameter.repeated) last_->allow_extra_args(false);
  }
  parameters_.push_back(std::move(parameter));
}

template <typename Value>
void Arguments::AddWord(const std::string& name, Value& into, const std::string& help, bool required,
                        bool repeated) {
  auto split = Split(name);
  const auto formatted = UpperCase(split.typed.front());
  Add({.kind = Parameter::Kind::word,
       .names = {formatted},
       .value = std::move(split.value),
       .help = help,
       .required = required,
       .repeated = repeated},
      split.for_parser, into);
}

void Arguments::Option(const std::string& names, std::string& into, const std::string& help) {
  Add(OptionOf(names, help, into), Split(names).for_parser, into);
}
void Arguments::Option(const std::string& names, std::optional<std::string>& into, const std::string& help) {
  Add(OptionOf(names, help), Split(names).for_parser, into);
}
void Arguments::Option(const std::string& names, std::int64_t& into, const std::string& help) {
  Add(OptionOf(names, help, std::to_string(into)), Split(names).for_parser, into);
}
void Arguments::Option(const std::string& names, std::optional<std::int64_t>& into, const std::string& help) {
  Add(OptionOf(names, help), Split(names).for_parser, into);
}
void Arguments::Option(const std::string& names, std::vector<std::string>& into, const std::string& help) {
  auto parameter = OptionOf(names, help);
  parameter.repeated = true;
  Add(std::move(parameter), Split(names).for_parser, into);
  if (last_ != nullptr) last_->expected(1)->take_all();
}
void Arguments::Flag(const std::string& names, bool& into, const std::string& help) {
  auto split = Split(names);
  Add({.kind = Parameter::Kind::flag, .names = std::move(split.typed), .value = "", .help = help},
      split.for_parser, into);
}
void Arguments::Word(const std::string& name, std::string& into, const std::string& help) {
  AddWord(name, into, help, true, false);
}
void Arguments::Word(const std::string& name, std::optional<std::string>& into, const std::string& help) {
  AddWord(name, into, help, false, false);
}
void Arguments::Words(const std::string& name, std::vector<std::string>& into, const std::string& help) {
  AddWord(name, into, help, false, true);
}

void Arguments::FromEnvironment(const std::string& variable) {
  if (last_ != nullptr) last_->envname(variable);
  parameters_.back().environment = variable;
}

}  // namespace fxlake::cli
