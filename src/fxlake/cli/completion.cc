// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace fxlake::cli {
namespace {

// First words, and the second words of groups.
struct Verbs {
  std::vector<std::string> first;
  std::map<std::string, std::vector<std::string>> second;
};

Verbs VerbsOf(const Description& description) {
  Verbs verbs;
  for (const auto& command : description.commands) {
    const auto blank = command.name.find(' ');
    const auto first = command.name.substr(0, blank);
    if (std::ranges::find(verbs.first, first) == verbs.first.end()) verbs.first.push_back(first);
    if (blank != std::string::npos) verbs.second[first].push_back(command.name.substr(blank + 1));
  }
  return verbs;
}

std::string Joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::vector<std::string> OptionNames(const std::vector<Parameter>& parameters) {
  std::vector<std::string> names;
  for (const auto& parameter : parameters) {
    if (parameter.kind != Parameter::Kind::word) names.push_back(parameter.names.back());
  }
  return names;
}

std::string BashOffer(const Offered& offered) {
  switch (offered.kind) {
    case Offer::words:
      return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$current\"))", Joined(offered.words));
    case Offer::files: return "COMPREPLY=($(compgen -f -- \"$current\"))";
    case Offer::folders: return "COMPREPLY=($(compgen -d -- \"$current\"))";
    case Offer::nothing: break;
  }
  return "COMPREPLY=()";
}

// "    run/--source|backfill/--source) ...;;": the values of an option, by command.
std::string BashValues(std::string_view command, const std::vector<Parameter>& parameters,
                       const CompletionValues& values) {
  std::string text;
  for (const auto& parameter : parameters) {
    if (parameter.kind != Parameter::Kind::option) continue;
    std::vector<std::string> patterns;
    for (const auto& name : parameter.names) patterns.push_back(fmt::format("{}'/{}'", command, name));
    text += fmt::format("    {}) {}; return;;\n", fmt::join(patterns, "|"),
                        BashOffer(OfferFor(parameter, values)));
  }
  return text;
}

// What to offer for a command's positional arguments.
Offered WordsOf(const CommandDescription& command, const CompletionValues& values) {
  Offered all;
  for (const auto& parameter : command.parameters) {
    if (parameter.kind != Parameter::Kind::word) continue;
    const auto offered = OfferFor(parameter, values);
    if (offered.kind != Offer::nothing) all = offered;
  }
  return all;
}

}  // namespace

Offered OfferFor(const Parameter& parameter, const CompletionValues& values) {
  static const std::set<std::string> kCurrencies = {"BASE", "TARGET", "FROM", "TO"};
  if (parameter.IsChoice()) {
    Offered offered{Offer::words, {}};
    for (std::size_t at = 0; at <= parameter.value.size();) {
      const auto end = std::min(parameter.value.find('|', at), parameter.value.size());
      offered.words.push_back(parameter.value.substr(at, end - at));
      at = end + 1;
    }
    return offered;
  }
  if (parameter.value == "SOURCE") return {Offer::words, values.sources};
  if (parameter.kind == Parameter::Kind::word && kCurrencies.contains(parameter.value))
    return {Offer::words, values.currencies};
  static const std::set<std::string> kFiles = {"FILE", "PATH", "OUTPUT", "RULES", "REPLAY"},
                                     kFolders = {"DIR", "URI"};
  if (kFiles.contains(parameter.value)) return {Offer::files, {}};
  if (kFolders.contains(parameter.value)) return {Offer::folders, {}};
  return {};
}

std::string BashCompletion(const Description& description, const CompletionValues& values) {
  const auto verbs = VerbsOf(description);
  std::string groups, options, offers, words;
  for (const auto& [group, seconds] : verbs.second)
    groups += fmt::format("    {}) COMPREPLY=($(compgen -W '{}' -- \"$current\")); return;;\n", group,
                          Joined(seconds));
  const auto global = Joined(OptionNames(description.global));
  for (const auto& command : description.commands) {
    offers += BashValues("'" + command.name + "'", command.parameters, values);
    options +=
        fmt::format("    '{}') options='{}';;\n", command.name, Joined(OptionNames(command.parameters)));
    const auto offered = WordsOf(command, values);
    if (offered.kind != Offer::nothing)
      words += fmt::format("    '{}') {};;\n", command.name, BashOffer(offered));
  }
  offers += BashValues("*", description.global, values);
  return fmt::format(R"(# bash completion for fxlake; to load it: source <(fxlake completion bash)
_fxlake() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}" command="" options="" word
  COMPREPLY=()
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$command $word" in
      ' -'*) ;;
      {first}) command="$word";;
      {second}) command="$command $word";;
    esac
  done
  case "$command/$previous" in
{offers}  esac
  case "$command" in
    '') if [[ "$current" != -* ]]; then COMPREPLY=($(compgen -W '{verbs}' -- "$current")); return; fi;;
{groups}{options}  esac
  if [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W "$options {global} --help" -- "$current")); return; fi
  case "$command" in
{words}    *) COMPREPLY=();;
  esac
}}
complete -F _fxlake fxlake
)",
                     fmt::arg("first",
                              [&] {
                                std::string patterns;
                                for (const auto& verb : verbs.first)
                                  patterns += (patterns.empty() ? "' " : "|' ") + verb + "'";
                                return patterns;
                              }()),
                     fmt::arg("second",
                              [&] {
                                std::string patterns;
                                for (const auto& [group, seconds] : verbs.second) {
                                  for (const auto& second : seconds)
                                    patterns += (patterns.empty() ? "'" : "|'") + group + " " + second + "'";
                                }
                                return patterns;
                              }()),
                     fmt::arg("offers", offers), fmt::arg("verbs", Joined(verbs.first)),
                     fmt::arg("groups", groups), fmt::arg("options", options), fmt::arg("global", global),
                     fmt::arg("words", words));
}

// Zsh runs bash completion functions through bashcompinit, so one script is enough.
std::string ZshCompletion(const Description& description, const CompletionValues& values) {
  return "#compdef fxlake\n"
         "# to load it: source <(fxlake completion zsh)\n"
         "autoload -U +X bashcompinit && bashcompinit\n" +
         BashCompletion(description, values);
}

std::string FishCompletion(const Description& description, const CompletionValues& values) {
  const auto quoted = [](std::string_view text) {
    std::string escaped = "'";
    for (const char c : text) escaped += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return escaped + "'";
  };
  const auto value_of = [&](const Parameter& parameter) -> std::string {
    const auto offered = OfferFor(parameter, values);
    switch (offered.kind) {
      case Offer::words: return " -x -a " + quoted(Joined(offered.words));
      case Offer::files: return " -r -F";
      case Offer::folders: return " -x -a '(__fish_complete_directories)'";
      case Offer::nothing: break;
    }
    return parameter.kind == Parameter::Kind::option ? " -x" : "";
  };
  const auto lines_of = [&](const std::vector<Parameter>& parameters, const std::string& condition) {
    std::string text;
    for (const auto& parameter : parameters) {
      text += "complete -c fxlake" + (condition.empty() ? "" : " -n " + quoted(condition));
      if (parameter.kind != Parameter::Kind::word)
        text += " -l " + parameter.names.back().substr(2) + " -d " + quoted(parameter.help);
      text += value_of(parameter) + "\n";
    }
    return text;
  };
  std::string text =
      "# fish completion for fxlake; to load it: fxlake completion fish | source\n"
      "complete -c fxlake -f\n";
  for (const auto& command : description.commands) {
    const auto blank = command.name.find(' ');
    const auto first = command.name.substr(0, blank);
    const auto condition =
        blank == std::string::npos ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " + first;
    if (blank != std::string::npos)
      text += fmt::format("complete -c fxlake -n __fish_use_subcommand -a {}\n", first);
    text +=
        fmt::format("complete -c fxlake -n {} -a {} -d {}\n", quoted(condition),
                    command.name.substr(blank == std::string::npos ? 0 : blank + 1), quoted(command.summary));
    text += lines_of(command.parameters, "__fish_seen_subcommand_from " +
                                             command.name.substr(blank == std::string::npos ? 0 : blank + 1));
  }
  return text + lines_of(description.global, "");
}

}  // namespace fxlake::cli
