// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/evidence_text.h"

#include <fmt/format.h>

#include <vector>

namespace fxlake::cli {
namespace {

struct Row {
  std::string name;
  std::string value;
};
struct Section {
  std::string title;
  std::vector<Row> rows;
};

std::string TextAt(const Json& json, std::string_view key) {
  const auto* value = json.Find(key);
  if (value == nullptr || value->is_null()) return "";
  if (value->is_string()) return value->string();
  return value->is_bool() ? (value->boolean() ? "yes" : "no") : value->Dump();
}

void Add(Section& section, std::string name, std::string value) {
  if (!value.empty()) section.rows.push_back({std::move(name), std::move(value)});
}

Section LegSection(const Json& leg) {
  Section section{TextAt(leg, "step"), {}};
  const auto* raw = leg.Find("raw_object");
  if (raw == nullptr) {
    Add(section, "fixed by", "Regulation or redenomination, since " + TextAt(leg, "date"));
    return section;
  }
  Add(section, "published",
      fmt::format("1 {} = {} {}, for {}", TextAt(leg, "base"), TextAt(leg, "rate"), TextAt(leg, "target"),
                  TextAt(leg, "date")));
  Add(section, "raw object", TextAt(*raw, "key"));
  Add(section, "SHA-256", TextAt(*raw, "sha256"));
  Add(section, "bytes", TextAt(*raw, "bytes"));
  Add(section, "fetched from", TextAt(*raw, "method") + " " + TextAt(*raw, "url"));
  Add(section, "recorded",
      TextAt(*raw, "recorded_at") +
          (TextAt(*raw, "replayed") == "yes" ? ", from a recording (--replay)" : ""));
  if (const auto* record = leg.Find("fetch_record")) {
    Add(section, "fetch record", TextAt(*record, "key"));
    Add(section, "record SHA-256", TextAt(*record, "sha256"));
  }
  const auto* run = leg.Find("run");
  Add(section, "run",
      run != nullptr && run->is_object() ? fmt::format("{}, {}, started {}", TextAt(*run, "name"),
                                                       TextAt(*run, "status"), TextAt(*run, "started"))
                                         : "none: it was fetched without a run");
  const auto* journal = leg.Find("journal");
  if (journal != nullptr && journal->is_object()) {
    Add(section, "journal",
        fmt::format("entry {} of {}, by {}: {}", TextAt(*journal, "entry"), TextAt(*journal, "at"),
                    TextAt(*journal, "principal"), TextAt(*journal, "command")));
    Add(section, "entry hash", TextAt(*journal, "hash"));
    Add(section, "previous hash", TextAt(*journal, "previous"));
    Add(section, "chain", TextAt(*journal, "chain"));
  } else {
    Add(section, "journal", "NO ENTRY names the raw object");
  }
  const auto* revisions = leg.Find("revisions");
  if (revisions == nullptr || revisions->array().empty())
    Add(section, "revisions", "none: the value was never revised");
  if (revisions != nullptr) {
    for (const auto& revision : revisions->array()) {
      Add(section, "earlier value",
          fmt::format("{}, recorded {}, superseded {}, from {}", TextAt(revision, "rate"),
                      TextAt(revision, "recorded_at"), TextAt(revision, "superseded_at"),
                      TextAt(revision, "raw_object")));
    }
  }
  return section;
}

std::string Title(const Json& evidence) {
  return fmt::format("1 {} = {} {} for {}", TextAt(evidence, "base"), TextAt(evidence, "rate"),
                     TextAt(evidence, "target"), TextAt(evidence, "date"));
}

std::vector<Section> SectionsOf(const Json& evidence) {
  std::vector<Section> sections;
  Section answer{"The rate", {}};
  Add(answer, "rate", TextAt(evidence, "rate"));
  Add(answer, "derivation", TextAt(evidence, "derivation"));
  Add(answer, "rate date", TextAt(evidence, "rate_date"));
  Add(answer, "fallback rule", TextAt(evidence, "rule"));
  Add(answer, "source", TextAt(evidence, "source"));
  Add(answer, "as of", TextAt(evidence, "as_of"));
  Add(answer, "lake",
      TextAt(evidence, "lake") + ", manifest version " + TextAt(evidence, "manifest_version"));
  sections.push_back(std::move(answer));
  for (const auto& leg : evidence.Find("legs")->array()) sections.push_back(LegSection(leg));
  return sections;
}

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else if (c == '"')
      escaped += "&quot;";
    else
      escaped += c;
  }
  return escaped;
}

constexpr std::string_view kChecks = "Verify it in a copy of the lake's folder";

constexpr std::string_view kStyle =
    "body{font:11pt/1.4 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 "
    "1em;color:#111;background:#fff}"
    "h1{font-size:1.5em}h2{font-size:1.1em;margin:1.5em 0 .3em;break-after:avoid}"
    "table{border-collapse:collapse;width:100%}tr{break-inside:avoid}th,td{text-align:left;vertical-align:"
    "top;padding:.2em .6em .2em 0;"
    "border-bottom:1px solid #ddd;overflow-wrap:anywhere}th{width:11em;font-weight:normal;color:#555}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f5f5f5;padding:.6em;break-inside:avoid}"
    "@media print{body{margin:0;max-width:none}pre{background:none;border:1px solid #ccc}@page{margin:2cm}}";

}  // namespace

std::string EvidenceToText(const Json& evidence) {
  auto text = Title(evidence) + "\n";
  for (const auto& section : SectionsOf(evidence)) {
    text += fmt::format("\n{}\n", section.title);
    for (const auto& row : section.rows) text += fmt::format("  {:<18}{}\n", row.name, row.value);
  }
  text += fmt::format("\n{}\n", kChecks);
  for (const auto& check : evidence.Find("checks")->array())
    text += fmt::format(
        "  # {}; expected output: {}\n"
        "  {}\n",
        TextAt(check, "what"), TextAt(check, "expected"), TextAt(check, "command"));
  return text;
}

std::string EvidenceToHtml(const Json& evidence) {
  const auto title = Escaped(Title(evidence));
  auto page = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">"
      "<title>{}</title>\n<style>{}</style></head>\n<body>\n<h1>{}</h1>\n",
      title, kStyle, title);
  for (const auto& section : SectionsOf(evidence)) {
    page += fmt::format("<h2>{}</h2>\n<table>\n", Escaped(section.title));
    for (const auto& row : section.rows)
      page += fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", Escaped(row.name), Escaped(row.value));
    page += "</table>\n";
  }
  page += fmt::format("<h2>{}</h2>\n", Escaped(kChecks));
  for (const auto& check : evidence.Find("checks")->array()) {
    page += fmt::format(
        "<p>{}</p>\n"
        "<pre>{}</pre>\n"
        "<p>expected output: <code>{}</code></p>\n",
        Escaped(TextAt(check, "what")), Escaped(TextAt(check, "command")),
        Escaped(TextAt(check, "expected")));
  }
  return page + "</body></html>\n";
}

}  // namespace fxlake::cli
