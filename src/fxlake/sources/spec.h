// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/date.h"
#include "fxlake/rates/calendar.h"
#include "fxlake/sources/date_pattern.h"
#include "fxlake/sources/row_path.h"

// A source as data: what a file sources/<name>.toml says (docs/reference/sources.md).
namespace fxlake::sources {

// The fields of a row.
enum class Field { date, base, quote, rate, units };
inline constexpr std::array<std::string_view, 5> kFieldNames = {"date", "base", "quote", "rate", "units"};

// Where a field's text comes from.
struct FieldSource {
  enum class Kind { absent, path, constant, variable, capture };
  Kind kind = Kind::absent;
  FieldPath path;      // of Kind::path
  std::string text;    // the constant, or the name of the request's variable
};

// Keeps or skips rows by the text at a path.
struct RowRule {
  FieldPath path;
  std::set<std::string> any_of;
  bool keep = false;  // skip otherwise
};

enum class BodyFormat { json, xml, csv };
inline constexpr std::array<std::string_view, 3> kFormatNames = {"json", "xml", "csv"};

// How the rows of one kind of body are read.
struct ReadSpec {
  std::string name;
  BodyFormat format = BodyFormat::json;
  std::string unzip;                  // the body is a zip archive: the member of that name ("*" any run of letters); "" when it is none
  char separator = ',';               // csv
  std::vector<RowStep> rows;
  std::array<FieldSource, kFieldNames.size()> fields;
  DatePattern date_pattern = *DatePattern::Make("%Y-%m-%d");
  char decimal_point = '.';
  std::string thousands;              // characters that may stand between digits
  std::vector<std::string> no_rate;   // texts in the place of a rate that mean there is none
  std::map<std::string, std::string> codes;  // what the source calls a currency -> ISO 4217
  std::set<std::string> ignore_codes;        // what the source publishes besides currencies
  std::vector<RowRule> rules;
  bool may_be_empty = false;          // a body without rows is as it should be
};

// Which days the answer of an endpoint holds.
enum class Coverage { everything, last_publication, last_days, one_day };
inline constexpr std::array<std::string_view, 4> kCoverageNames = {"everything", "last publication", "last days", "one day"};

enum class Loop { none, day, month, year };
inline constexpr std::array<std::string_view, 4> kLoopNames = {"none", "day", "month", "year"};

// One way to ask. Texts hold {from}, {to}, {date} (also {date:%d.%m.%Y}) and the source's parameters.
struct EndpointSpec {
  std::string name;
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> query;  // an empty value is left out
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string reader;  // names a ReadSpec
  Coverage coverage = Coverage::everything;
  int last_days = 0;
  Loop loop = Loop::none;
};

struct Spec {
  std::string name;
  std::string title;
  std::string website;
  std::string terms;
  std::string home_currency;
  std::string calendar_name;
  rates::Calendar calendar = *rates::Calendar::Named("daily");
  int publication_hour_utc = 0;    // by when the day's rates are out, 0 to 23
  Date first_day;
  int revision_window_days = 14;
  bool enabled = false;            // runs when no source is named
  std::map<std::string, std::string> parameters;
  std::vector<EndpointSpec> endpoints;  // the narrowest first
  std::vector<ReadSpec> readers;

  const ReadSpec* FindReader(std::string_view reader) const;
};

// Reads the text of a source file. invalid_input with file, line, column and, for an unknown word, the nearest known one.
Result<Spec> ParseSpec(std::string_view toml, const std::string& file);

}  // namespace fxlake::sources
