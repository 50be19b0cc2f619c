// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/config_template.h"

#include <fmt/format.h>

#include "fxlake/base/json.h"
#include "fxlake/cli/config.h"

namespace fxlake::cli {
namespace {

constexpr std::string_view kHead =
    "# FXLake's configuration. The program reads it with --config FILE or FXLAKE_CONFIG=FILE; an option or "
    "a\n"
    "# variable of the same meaning comes first. Paths are seen from this file's folder. A key behind a # "
    "is\n"
    "# not in force. Secrets are no part of it: they are variables, which \"fxlake --help\" lists.\n";

constexpr std::string_view kSourceHelp =
    "\n# parameters of a source: \"fxlake source show NAME\" lists them\n"
    "# [source.frankfurter]\n"
    "# base_url = \"https://rates.example/v1\"\n";

// ["ecb", "nbp"]; a text of JSON is one of TOML.
std::string ListOf(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + JsonQuote(name);
  return "[" + list + "]";
}

}  // namespace

std::string ConfigTemplate(const std::string& lake, const std::vector<std::string>& enabled) {
  std::string text(kHead), table;
  for (const auto& field : ConfigFields()) {
    if (field.table != table) {
      table = field.table;
      text += fmt::format("\n[{}]\n", table);
    }
    std::string set;
    if (field.key == "lake") set = JsonQuote(lake);
    if (field.key == "enabled" && !enabled.empty()) set = ListOf(enabled);
    text += fmt::format("\n# {}\n{}{} = {}\n", field.help, set.empty() ? "# " : "", field.key,
                        set.empty() ? std::string(field.example) : set);
  }
  return text.append(kSourceHelp);
}

}  // namespace fxlake::cli
