// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <memory>

#include "fxlake/base/nearest.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/completion.h"
#include "fxlake/rates/currency.h"

namespace fxlake::cli {
namespace {

Result<int> PrintCompletion(Session& session, const std::string& shell) {
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  CompletionValues values;
  values.sources = catalog->Names();
  for (const auto& currency : rates::AllCurrencies()) {
    if (!currency.last_day) values.currencies.push_back(currency.code.ToString());
  }
  const auto description = DescribeProgram();
  std::string script;
  if (shell == "bash") {
    script = BashCompletion(description, values);
  } else if (shell == "zsh") {
    script = ZshCompletion(description, values);
  } else if (shell == "fish") {
    script = FishCompletion(description, values);
  } else {
    constexpr std::array<std::string_view, 3> kShells = {"bash", "zsh", "fish"};
    return InvalidInput(fmt::format("there is no completion for \"{}\"; the shells are bash, zsh and fish{}",
                                    shell, DidYouMean(shell, kShells)));
  }
  if (session.json()) {
    session.PrintJson(JsonObject({{"shell", shell}, {"script", script}}));
  } else {
    session.Write(script);
  }
  return kSuccess;
}

}  // namespace

Command CompletionCommand() {
  return {"completion", "Print the shell script that completes commands, options and values",
          "Examples:\n"
          "  source <(fxlake completion bash)\n"
          "  fxlake completion zsh > ~/.zsh/completions/_fxlake\n"
          "  fxlake completion fish > ~/.config/fish/completions/fxlake.fish",
          [](Arguments& arguments) -> Action {
            const auto shell = std::make_shared<std::string>();
            arguments.Word("shell bash|zsh|fish", *shell, "Shell");
            return [shell](Session& session) { return PrintCompletion(session, *shell); };
          }};
}

}  // namespace fxlake::cli
