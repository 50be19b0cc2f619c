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
#include "fxlake/sources/currency_labels.h"
#include "fxlake/sources/date_pattern.h"
#include "fxlake/sources/field_source.h"
#include "fxlake/sources/number_format.h"
#include "fxlake/sources/row_path.h"

// A source as data: what a file sources/<name>.toml says (docs/reference/sources.md).
namespace fxlake::sources {

// The fields of a row.
enum class Field { date, base, quote, rate, units, units_power };
inline constexpr std::array<std::string_view, 6> kFieldNames = {"date", "base", "quote", "rate", "units", "units_power"};

// Whether a row's text is one of several, or has a regular expression's match.
struct RowRule {
  FieldSource source;
  std::set<std::string> any_of;
  std::optional<Pattern> pattern;

  bool Fits(std::string_view text) const { return pattern ? pattern->IsIn(text) : any_of.contains(std::string(text)); }
};

enum class BodyFormat { json, xml, csv, html, xlsx, sdmx_json, json_stat, text };
inline constexpr std::array<std::string_view, 8> kFormatNames = {"json", "xml", "csv", "html", "xlsx", "sdmx-json", "json-stat", "text"};

// How a body becomes rows.
struct BodySpec {
  BodyFormat format = BodyFormat::json;
  std::string unzip;                // the body is a zip archive: the member of that name ("*" any run of letters); "" when it is none
  std::string charset;              // "": as an XML declaration says, else UTF-8
  std::vector<std::string> unwrap;  // where in the body, XML or JSON, the text stands that is the body proper
  char separator = ',';             // csv
  std::string table;                // html, xlsx: which table or sheet; "" the first
  bool has_header = true;           // tables: a record names the columns
  std::vector<std::string> header;  // tables: cells by which that record is known; empty: it is the first
  std::optional<Pattern> line;      // text: a match is a record, its groups are the cells
  std::vector<RowStep> rows;
};

// How the observations of one kind of body are read.
struct ReadSpec : BodySpec {
  std::string name;
  std::array<FieldSource, kFieldNames.size()> fields;
  std::vector<DatePattern> date_patterns;  // tried in turn
  NumberFormat numbers;
  std::set<std::string> no_rate;  // labels (label.h) in the place of a rate that mean there is none
  bool zero_is_no_rate = false;
  LabelSpec labels;
  std::map<rates::CurrencyCode, std::string> units_by_code;  // for rows whose own units are not told
  std::vector<RowRule> keep;                                 // rows must fit all
  std::vector<RowRule> skip;                                 // and none of these
  std::vector<RowRule> swap;                                 // base and quote change places where one fits
  std::set<Field> carry;                                     // an empty field is that of the row before
  bool may_be_empty = false;                                 // a body without rows is as it should be
};

// Which days the answer of an endpoint holds.
enum class Coverage { everything, last_publication, last_days, one_day };
inline constexpr std::array<std::string_view, 4> kCoverageNames = {"everything", "last publication", "last days", "one day"};

enum class Loop { none, day, month, year };
inline constexpr std::array<std::string_view, 4> kLoopNames = {"none", "day", "month", "year"};

// A request. Texts hold {from}, {to}, {date} (also {date:%d.%m.%Y}), {page}, the variables of lists and the source's parameters.
struct RequestSpec {
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> query;  // an empty value is left out
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

// Values that an endpoint is asked for one by one: given, or read from the answer to a request of its own.
struct ListSpec : RequestSpec {
  std::string name;
  std::vector<std::string> values;  // of the variable `name`; when given, nothing is asked
  std::optional<Pattern> pattern;   // each match in the answer is a value of the variable `name`
  std::string in_header;            // where the pattern is looked for; "": in the body
  BodySpec items;                   // else: rows of the answer, with
  std::map<std::string, FieldSource> variables;
  int limit = 0;  // the first ones only; 0: all

  bool is_given() const { return !values.empty(); }
};

// When an answer is one page of several, {page} counts from `first`.
struct PagingSpec {
  int first = 1;
  std::optional<Pattern> more;  // it is in every page but the last
  std::optional<Pattern> last;  // its group is the number of the last page
};

// One way to ask for rates.
struct EndpointSpec : RequestSpec {
  std::string name;
  std::string reader;  // names a ReadSpec
  Coverage coverage = Coverage::everything;
  int last_days = 0;
  Loop loop = Loop::none;
  std::vector<std::string> for_each;  // names lists: a request for each of their items, or for each combination
  std::optional<PagingSpec> paging;
  bool not_found_is_empty = false;  // status 404 says that there is nothing for one of the loop's days
};

struct Spec {
  std::string name;
  std::string title;
  std::string website;
  std::string terms;
  std::string home_currency;
  std::string calendar_name;
  rates::Calendar calendar = *rates::Calendar::Named("daily");
  int publication_hour_utc = 0;  // by when the day's rates are out, 0 to 23
  Date first_day;
  int revision_window_days = 14;
  bool enabled = false;  // runs when no source is named
  std::map<std::string, std::string> parameters;
  std::vector<EndpointSpec> endpoints;  // the narrowest first
  std::vector<ReadSpec> readers;
  std::vector<ListSpec> lists;

  const ReadSpec* FindReader(std::string_view reader) const;
  const ListSpec* FindList(std::string_view list) const;
};

// Reads the text of a source file. invalid_input with file, line, column and, for an unknown word, the nearest known one.
Result<Spec> ParseSpec(std::string_view toml, const std::string& file);

}  // namespace fxlake::sources
