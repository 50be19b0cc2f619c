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

// A source as data: the contents of a file sources/<name>.toml (docs/reference/sources.md).
namespace fxlake::sources {

inline constexpr std::uint64_t kMaxBodyBytes = std::uint64_t{256} << 20;  // after decompression

// The fields of a row.
enum class Field { date, base, quote, rate, units, units_power };
inline constexpr std::array<std::string_view, 6> kFieldNames = {"date", "base",  "quote",
                                                                "rate", "units", "units_power"};

// Whether a text of a row equals one of several, or matches a regular expression.
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

// A cell that identifies a table's header: a label, or /a regular expression/.
struct HeaderCell {
  std::string label;
  std::optional<Pattern> pattern = {};
};

// How the records of a table are found in a grid of cells (docs/reference/sources.md).
struct TableSpec {
  std::string table;                       // html, xlsx, xls: the table or sheet; "": the first, "*": each
  bool has_header = true;                  // a record names the columns
  std::vector<HeaderCell> header;          // cells that identify that record
  int header_place = 1;                    // without such cells: its position
  int header_rows = 1;                     // number of records that name the columns together
  std::map<std::string, Pattern> banners;  // records that apply to the records after them
  std::optional<Pattern> end;              // matches the record after the last one
  int fold = 0;                            // cells per record, when records are side by side
  bool transpose = false;                  // columns are records
  bool ragged = false;                     // records may have more or fewer cells than the header
  std::vector<std::string> fill_down;      // columns in which a blank cell repeats the one above
};

// How a body is converted to rows.
struct BodySpec : TableSpec {
  BodyFormat format = BodyFormat::json;
  // the body is a zip archive: the member with that name ("*" matches any characters); "" when it is not
  std::string unzip;
  std::string charset;                // "": as the document declares, else UTF-8
  bool drop_bad_bytes = false;        // invalid bytes are dropped
  std::optional<Pattern> extract;     // its group is the document, after decoding
  std::vector<FieldPath> unwrap;      // path of the text, in XML, HTML or JSON, that contains the document
  std::optional<Pattern> empty_when;  // a body that matches has no rows
  char separator = ',';               // csv
  std::optional<Pattern> line;        // text, pdf: each match is a record with its groups as cells
  std::vector<RowStep> rows;
};

// Which of several rows for one day and pair is used.
enum class Repeated { first, last, mean };
inline constexpr std::array<std::string_view, 3> kRepeatedNames = {"first", "last", "mean"};

// How the observations of one kind of body are read.
struct ReadSpec : BodySpec {
  std::string name;
  std::array<FieldSource, kFieldNames.size()> fields;
  std::vector<DatePattern> date_patterns;  // tried in order
  NumberFormat numbers;
  std::set<std::string> no_rate;  // labels (label.h) in place of a rate that mean that there is none
  bool zero_is_no_rate = false;
  LabelSpec labels;
  std::map<rates::CurrencyCode, std::string> units_by_code;  // for rows that do not state their units
  std::vector<RowRule> keep;                                 // rows must match all of these
  std::vector<RowRule> skip;                                 // and none of these
  std::vector<RowRule> swap;  // rows that match one of these have base and quote exchanged
  std::set<Field> carry;      // an empty field has the previous row's value
  bool may_be_empty = false;  // a body without rows is valid
  Repeated repeated = Repeated::first;
  bool repeated_is_stated = false;  // false: a row that differs from an earlier one for its key is rejected
  std::size_t mean_of = 2;          // exact number of rows for a mean
  // between which a currency's rates are; others fail the body
  std::map<rates::CurrencyCode, std::pair<Decimal, Decimal>> expected;
  std::optional<rates::Calendar> open_days;  // rows dated on other days than its publication days are skipped
  bool days_as_requested = false;            // rows dated outside the requested range are rejected
  std::vector<ReadSpec> parts;               // several readers of one body; then the other fields are unused
  bool first_part_only = false;              // use the first that can read the body, not all
};

// The days that a response of an endpoint contains.
enum class Coverage { everything, last_publication, last_days, one_day };
inline constexpr std::array<std::string_view, 4> kCoverageNames = {"everything", "last publication",
                                                                   "last days", "one day"};

enum class Loop { none, day, publication_day, month, year };
inline constexpr std::array<std::string_view, 5> kLoopNames = {"none", "day", "publication day", "month",
                                                               "year"};

// A request. Texts may contain {from}, {to}, {date} (also {date:%d.%m.%Y} and {from-1}), {first}, {last},
// {page}, variables of lists, the source's parameters and its secrets.
struct RequestSpec {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  std::string method = "GET";
  std::string url;
  Pairs query;    // in the order sent; empty values are omitted
  Pairs headers;  // of the request
  Pairs form;     // sent as body name=value&..., unless empty
  std::string body;
};

// Values for which an endpoint is requested one by one: given, or read from the response to a request of its
// own.
struct ListSpec : RequestSpec {
  std::string name;
  std::vector<std::string> values;  // of the variable `name`; when given, no request is sent
  std::optional<Pattern> pattern;   // each match in the response is a value of the variable `name`
  std::string in_header;            // response header to search; "": the body
  BodySpec items;                   // without a pattern: rows of the response, with
  std::map<std::string, FieldSource> variables;
  int limit = 0;  // number of first items to use, or, negative, of last ones; 0: all

  bool is_given() const { return !values.empty(); }
};

// Paging: {page} counts from `first` by `step`, or is read from the previous page.
struct PagingSpec {
  int first = 1;
  int step = 1;
  std::optional<Pattern> more;   // matches every page except the last
  std::optional<Pattern> last;   // its group is the number of the last page
  std::optional<Pattern> total;  // its group is the number of rows, with `size` rows per page
  int size = 0;
  std::optional<Pattern> next;    // its group is the address of the next page
  std::optional<Pattern> cursor;  // its group is the next {page}
};

// An endpoint that returns rates.
struct EndpointSpec : RequestSpec {
  std::string name;
  std::string reader;                // name of a ReadSpec
  std::vector<std::string> readers;  // names of ReadSpecs
  bool first_reader_only = false;    // apply only the first reader that fits, not all
  Coverage coverage = Coverage::everything;
  int last_days = 0;
  Loop loop = Loop::none;
  int loop_days = 0;                    // days per request; 0: no loop
  std::optional<Date> since, until;     // the range of dates it has
  std::vector<std::string> also;        // names of endpoints that are requested in addition, never alone
  std::vector<std::string> prior_urls;  // URLs to request first, for their cookies
  // names of lists: one request for each item, or for each combination
  std::vector<std::string> for_each;
  std::optional<PagingSpec> paging;
  bool not_found_is_empty = false;  // status 404 means that there is no data for that day
};

// Whether a source was verified on real responses, as its file states.
enum class SourceStatus { unstated, verified, unverified };
inline constexpr std::array<std::string_view, 3> kStatusNames = {"unstated", "verified", "unverified"};

// The kind of publisher: a central bank, an authority that sets rates for tax and customs, or a service that
// republishes others' rates.
enum class Category { central_bank, official, aggregator };
inline constexpr std::array<std::string_view, 3> kCategoryNames = {"central bank", "official", "aggregator"};

struct Spec {
  std::string name;
  std::string title;
  // key of the publisher in /v2: ECB; sources with one key are one provider
  std::string provider;
  std::string country;  // ISO 3166-1 alpha-2, or EU; "" when there is none
  Category category = Category::central_bank;
  std::string website;
  std::string terms;
  std::string home_currency;
  std::string calendar_name;
  rates::Calendar calendar = *rates::Calendar::Named("daily");
  int publication_hour_utc = 0;  // hour by which the day's rates are published, 0 to 23
  Date first_day;
  std::optional<Date> ended;  // the last day of its rates
  // maximum number of days after the fetch that a rate may be dated; unset: the next publication day
  std::optional<int> days_ahead;
  int revision_window_days = 14;
  PlausibilitySpec plausibility;
  bool enabled = false;  // fetched when no source is named
  SourceStatus status = SourceStatus::unstated;
  std::string license;
  std::string robots;
  int pause_ms = 0;          // minimum interval between requests
  int timeout_seconds = 60;  // per request
  env::TlsOptions tls;
  std::map<std::string, std::string> parameters;
  std::map<std::string, std::string> secrets;  // placeholder to the environment variable with the secret
  std::vector<EndpointSpec> endpoints;         // narrowest first
  std::vector<ReadSpec> readers;
  std::vector<ListSpec> lists;

  // The newest date that a response received at `recorded_at` can contain. Dates are in UTC.
  Date NewestPossible(Instant recorded_at) const;
  std::string_view category_name() const { return kCategoryNames[static_cast<std::size_t>(category)]; }
  std::string_view status_name() const { return kStatusNames[static_cast<std::size_t>(status)]; }
  const ReadSpec* FindReader(std::string_view reader) const;
  const ListSpec* FindList(std::string_view list) const;
};

// Parses a source file. invalid_input with file, line, column and, for an unknown word, the nearest known
// one.
Result<Spec> ParseSpec(std::string_view toml, const std::string& file);

}  // namespace fxlake::sources
