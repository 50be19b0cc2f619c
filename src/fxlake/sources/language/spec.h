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
#include "fxlake/base/instant.h"
#include "fxlake/env/http_client.h"
#include "fxlake/rates/calendar.h"
#include "fxlake/sources/language/currency_labels.h"
#include "fxlake/sources/language/date_pattern.h"
#include "fxlake/sources/language/field_source.h"
#include "fxlake/sources/language/number_format.h"
#include "fxlake/sources/language/plausibility_spec.h"
#include "fxlake/sources/language/row_path.h"

// A source as data: what a file sources/<name>.toml says (docs/reference/sources.md).
namespace fxlake::sources {

inline constexpr std::uint64_t kMaxBodyBytes = std::uint64_t{256} << 20;  // after decompression

// The fields of a row.
enum class Field { date, base, quote, rate, units, units_power };
inline constexpr std::array<std::string_view, 6> kFieldNames = {"date", "base",  "quote",
                                                                "rate", "units", "units_power"};

// Whether a row's text is one of several, or has a regular expression's match.
struct RowRule {
  FieldSource source;
  std::set<std::string> any_of;
  std::optional<Pattern> pattern;

  bool Fits(std::string_view text) const {
    return pattern ? pattern->IsIn(text) : any_of.contains(std::string(text));
  }
};

enum class BodyFormat { json, xml, csv, html, xlsx, xls, sdmx_json, json_stat, json_lines, text, pdf };
inline constexpr std::array<std::string_view, 11> kFormatNames = {
    "json", "xml", "csv", "html", "xlsx", "xls", "sdmx-json", "json-stat", "json-lines", "text", "pdf"};

// One cell by which a table's header is known: a label, or /a regular expression/.
struct HeaderCell {
  std::string label;
  std::optional<Pattern> pattern = {};
};

// How the records of a table are found in a grid of cells (docs/reference/sources.md).
struct TableSpec {
  std::string table;                       // html, xlsx, xls: which table or sheet; "" the first, "*" each
  bool has_header = true;                  // a record names the columns
  std::vector<HeaderCell> header;          // cells by which that record is known
  int header_place = 1;                    // without such cells: which record it is
  int header_rows = 1;                     // so many records name the columns together
  std::map<std::string, Pattern> banners;  // records that say something for those that follow them
  std::optional<Pattern> end;              // the record that is behind the last one
  int fold = 0;                            // so many cells are a record, several of which stand side by side
  bool transpose = false;                  // columns are records
  bool ragged = false;                     // records may have more or fewer cells than the header
  std::vector<std::string> fill_down;      // columns in which a blank cell stands for the one above
};

// How a body becomes rows.
struct BodySpec : TableSpec {
  BodyFormat format = BodyFormat::json;
  std::string unzip;  // the body is a zip archive: the member of that name ("*" any run of letters); "" when
                      // it is none
  std::string charset;             // "": as the document itself says, else UTF-8
  bool drop_bad_bytes = false;     // what is no letter of the charset is left out
  std::optional<Pattern> extract;  // its group is the document
  std::vector<FieldPath> unwrap;   // where in the body, XML, HTML or JSON, the text stands that is the body
                                   // proper; and within that
  std::optional<Pattern> empty_when;  // a body with its match has no rows
  char separator = ',';               // csv
  std::optional<Pattern> line;        // text, pdf: a match is a record, its groups are the cells
  std::vector<RowStep> rows;
};

// Which of several rows for one day and pair counts.
enum class Repeated { first, last, mean };
inline constexpr std::array<std::string_view, 3> kRepeatedNames = {"first", "last", "mean"};

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
  Repeated repeated = Repeated::first;
  bool repeated_is_stated = false;  // else a row with another rate than an earlier one is rejected
  std::size_t mean_of = 2;          // so many rows make a mean, no fewer and no more
  std::map<rates::CurrencyCode, std::pair<Decimal, Decimal>>
      expected;                              // between which a currency's rates are; others fail the body
  std::optional<rates::Calendar> open_days;  // rows of other days than its publication days are skipped
  bool days_as_requested = false;            // a row of another day than the request asked for is refused
  std::vector<ReadSpec> parts;               // of several readers of one body: each, and nothing else counts
  bool first_part_only = false;              // the first that can read it, not all
};

// Which days the answer of an endpoint holds.
enum class Coverage { everything, last_publication, last_days, one_day };
inline constexpr std::array<std::string_view, 4> kCoverageNames = {"everything", "last publication",
                                                                   "last days", "one day"};

enum class Loop { none, day, publication_day, month, year };
inline constexpr std::array<std::string_view, 5> kLoopNames = {"none", "day", "publication day", "month",
                                                               "year"};

// A request. Texts hold {from}, {to}, {date} (also {date:%d.%m.%Y} and {from-1}), {first}, {last}, {page},
// the variables of lists, the source's parameters and its secrets.
struct RequestSpec {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  std::string method = "GET";
  std::string url;
  Pairs query;    // in the order in which they are sent; an empty value is left out
  Pairs headers;  // of the request
  Pairs form;     // the body as name=value&..., when there is one
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
  int limit = 0;  // the first ones only, or, negative, the last; 0: all

  bool is_given() const { return !values.empty(); }
};

// When an answer is one page of several, {page} counts from `first` by `step`, or is what a page says for the
// next one.
struct PagingSpec {
  int first = 1;
  int step = 1;
  std::optional<Pattern> more;   // it is in every page but the last
  std::optional<Pattern> last;   // its group is the number of the last page
  std::optional<Pattern> total;  // its group is the number of rows, of which `size` are on a page
  int size = 0;
  std::optional<Pattern> next;    // its group is the address of the next page
  std::optional<Pattern> cursor;  // its group is the next {page}
};

// One way to ask for rates.
struct EndpointSpec : RequestSpec {
  std::string name;
  std::string reader;  // names a ReadSpec
  std::vector<std::string>
      readers;  // of those that are read together, or of which the first that can is taken: their names
  bool first_reader_only = false;
  Coverage coverage = Coverage::everything;
  int last_days = 0;
  Loop loop = Loop::none;
  int loop_days = 0;                 // a request for so many days each, when not 0
  std::optional<Date> since, until;  // it has no other days
  std::vector<std::string> also;     // names endpoints that are asked besides, and never by themselves
  std::vector<std::string> prior_urls;  // requested first, for their cookies
  std::vector<std::string>
      for_each;  // names lists: a request for each of their items, or for each combination
  std::optional<PagingSpec> paging;
  bool not_found_is_empty = false;  // status 404 says that there is nothing for one of the loop's days
};

// Whether a source was tried on real bytes: as its file states.
enum class SourceStatus { unstated, verified, unverified };
inline constexpr std::array<std::string_view, 3> kStatusNames = {"unstated", "verified", "unverified"};

// What its publisher is: a central bank, an authority that sets rates for tax and customs, or a service that
// republishes others' rates.
enum class Category { central_bank, official, aggregator };
inline constexpr std::array<std::string_view, 3> kCategoryNames = {"central bank", "official", "aggregator"};

struct Spec {
  std::string name;
  std::string title;
  std::string
      provider;  // key of the publisher, by which /v2 names it: ECB; sources with one key are one provider
  std::string country;  // ISO 3166-1 alpha-2, or EU; "" when there is none
  Category category = Category::central_bank;
  std::string website;
  std::string terms;
  std::string home_currency;
  std::string calendar_name;
  rates::Calendar calendar = *rates::Calendar::Named("daily");
  int publication_hour_utc = 0;  // by when the day's rates are out, 0 to 23
  Date first_day;
  std::optional<Date> ended;      // the last day of its rates
  std::optional<int> days_ahead;  // so many days after the day of a fetch a rate may be dated; unset: until
                                  // the next publication day
  int revision_window_days = 14;
  PlausibilitySpec plausibility;
  bool enabled = false;  // runs when no source is named
  SourceStatus status = SourceStatus::unstated;
  std::string license;
  std::string robots;
  int pause_ms = 0;          // between two requests at least
  int timeout_seconds = 60;  // for a request
  env::TlsOptions tls;
  std::map<std::string, std::string> parameters;
  std::map<std::string, std::string> secrets;  // by name, the variables of the environment that hold them
  std::vector<EndpointSpec> endpoints;         // the narrowest first
  std::vector<ReadSpec> readers;
  std::vector<ListSpec> lists;

  // The newest day of which a response received at `recorded_at` can hold a rate. Its own day is that of UTC.
  Date NewestPossible(Instant recorded_at) const;
  std::string_view category_name() const { return kCategoryNames[static_cast<std::size_t>(category)]; }
  std::string_view status_name() const { return kStatusNames[static_cast<std::size_t>(status)]; }
  const ReadSpec* FindReader(std::string_view reader) const;
  const ListSpec* FindList(std::string_view list) const;
};

// Reads the text of a source file. invalid_input with file, line, column and, for an unknown word, the
// nearest known one.
Result<Spec> ParseSpec(std::string_view toml, const std::string& file);

}  // namespace fxlake::sources
