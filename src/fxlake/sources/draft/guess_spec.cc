// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/draft/guess_spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "fxlake/base/json.h"
#include "fxlake/sources/body/unpack.h"
#include "fxlake/sources/draft/body_format.h"
#include "fxlake/sources/draft/record_sets.h"
#include "fxlake/sources/language/label.h"

namespace fxlake::sources {
namespace {

constexpr std::string_view kDatePatterns[] = {
    "%Y-%m-%d",   "%d.%m.%Y", "%d/%m/%Y",   "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d",  "%Y.%m.%d",
    "%Y%m%d",     "%d.%m.%y", "%d %b %Y",   "%d-%b-%Y", "%d-%b-%y", "%B %d, %Y", "%Y-%m-%d%*",
    "%d.%m.%Y%*", "%YM%mD%d", "%d/%m/%Y%*", "excel",    "epoch ms", "epoch"};

std::vector<std::string_view> Filled(const SampleField& field) {
  std::vector<std::string_view> texts;
  for (const auto& sample : field.samples) {
    if (const auto text = TrimBlanks(sample); !text.empty()) texts.push_back(text);
  }
  return texts;
}

std::optional<std::string> DatePatternOf(const SampleField& field) {
  const auto texts = Filled(field);
  if (texts.empty()) return std::nullopt;
  for (const auto pattern : kDatePatterns) {
    const auto read = DatePattern::Make(std::string(pattern));
    const auto plausible = [&](std::string_view text) {
      const auto day = read->Read(text);
      if (!day || day->year() < 1960 || day->year() > 2100) return false;
      const bool digits = text.find_first_not_of("0123456789") == std::string_view::npos;
      return pattern == "excel" ? text.size() == 5 && digits
                                : !pattern.starts_with("epoch") || (text.size() >= 9 && digits);
    };
    if (read && std::ranges::all_of(texts, plausible)) return std::string(pattern);
  }
  return std::nullopt;
}

// The share of labels that are currencies.
double CodeShare(const std::vector<std::string_view>& texts) {
  static const LabelSpec kNone;
  CurrencyLabels labels(kNone);
  if (texts.empty()) return 0;
  const auto known =
      std::ranges::count_if(texts, [&](std::string_view text) { return labels.Read(text).has_value(); });
  return static_cast<double>(known) / static_cast<double>(texts.size());
}

// The likelihood that the field is a row's currency; a constant one is the source's own.
double CodeScore(const SampleField& field) {
  const auto texts = Filled(field);
  const auto share = CodeShare(texts);
  return share <= 0.5
             ? 0
             : share +
                   static_cast<double>(std::min<std::size_t>(std::set(texts.begin(), texts.end()).size(), 3));
}

bool NameHas(std::string_view path, std::initializer_list<std::string_view> words) {
  const auto name = NormalLabel(path);
  return std::ranges::any_of(words, [&](std::string_view word) { return name.contains(word); });
}

bool AreUnits(const SampleField& field) {
  const auto texts = Filled(field);
  const auto is_power = [](std::string_view text) {
    return text == "1" || text == "10" || text == "100" || text == "1000" || text == "10000";
  };
  return !texts.empty() && std::ranges::all_of(texts, is_power);
}

// ".", ",", "any", or nullopt when they are not numbers.
std::optional<std::string> PointOf(const SampleField& field) {
  std::vector<std::string_view> texts;
  for (const auto text : Filled(field)) {
    if (text != "-" && text != ".." && text != "N/A" && text != "null" && text != "NA") texts.push_back(text);
  }
  if (texts.empty()) return std::nullopt;
  for (const auto& [point, thousands, name] :
       {std::tuple('.', "", "."), std::tuple(',', "", ","), std::tuple('\0', "", "any")}) {
    const NumberFormat format{.decimal_point = point, .thousands = thousands};
    if (std::ranges::all_of(texts, [&](std::string_view text) { return format.Read(text).has_value(); }))
      return name;
  }
  return std::nullopt;
}

int RankOfRate(std::string_view path) {
  if (NameHas(path, {"MID", "AVERAGE", "CENTRAL", "SREDN", "MEAN", "OFFICIAL"})) return 3;
  if (NameHas(path, {"RATE", "VALUE", "KURS", "CURS", "COURS", "TASA", "TAXA", "TECAJ"})) return 2;
  return 1;
}

std::string Path(const std::string& path) { return JsonQuote(path); }

// The keys to read the set, or nullopt when a field is missing.
std::optional<std::string> KeysFor(const RecordSet& set, const std::string& home) {
  const SampleField *date = nullptr, *code = nullptr, *units = nullptr, *rate = nullptr, *buy = nullptr,
                    *sell = nullptr;
  std::string date_format, point;
  double best_score = 0;
  for (const auto& field : set.fields) {
    if (field.path == "/.") continue;
    const auto pattern = DatePatternOf(field);
    const bool better =
        pattern && (date == nullptr || (NameHas(field.path, {"DAT"}) && !NameHas(date->path, {"DAT"})));
    if (better) {
      date = &field;
      date_format = *pattern;
    }
    const auto score = CodeScore(field);
    if (!set.is_wide && score > best_score) {
      best_score = score;
      code = &field;
    }
    if (pattern && !AreUnits(field) && field.path != ".") continue;
    if (AreUnits(field) && field.path != "." &&
        (units == nullptr || NameHas(field.path, {"UNIT", "NOMIN", "AMOUNT", "SCALE", "QUANT"})))
      units = &field;
    const auto own_point = PointOf(field);
    if (!own_point || &field == units || (set.is_wide && field.path != ".")) continue;
    if (NameHas(field.path, {"BUY", "BID", "ACHAT", "COMPRA", "PURCHASE"})) buy = &field;
    if (NameHas(field.path, {"SELL", "ASK", "VENTE", "VENTA", "SALE"})) sell = &field;
    const bool in_row = !field.path.starts_with("..");
    if (in_row && (rate == nullptr || RankOfRate(field.path) >= RankOfRate(rate->path))) {
      rate = &field;
      point = *own_point;
    }
  }
  std::vector<std::string_view> names(set.names.begin(), set.names.end());
  if (set.is_wide ? CodeShare(names) < 0.5 : code == nullptr) return std::nullopt;
  if (rate == nullptr) return std::nullopt;
  std::string keys = set.keys;
  if (date != nullptr) {
    keys += fmt::format("date = {}\n", Path(date->path));
    if (date_format != "%Y-%m-%d") keys += fmt::format("date_format = {}\n", JsonQuote(date_format));
  } else {
    keys +=
        "date = { variable = \"date\" }   # no field looks like a date: this is the date of the request\n";
  }
  keys += fmt::format(
      "base = {}\n",
      set.is_wide ? "{ value = \"" + home +
                        "\" }   # check the direction: the rate is the price of one unit of base in quote\n"
                  : Path(code->path));
  if (!set.is_wide)
    keys += fmt::format(
        "quote = {{ value = \"{}\" }}   # check the direction: the rate is the price of one unit of base "
        "in quote\n",
        home);
  if (units != nullptr && !set.is_wide) keys += fmt::format("units = {}\n", Path(units->path));
  const bool mean = buy != nullptr && sell != nullptr && buy != sell && RankOfRate(rate->path) < 3;
  keys += mean ? fmt::format("rate = {{ mean = [{}, {}] }}\n", Path(buy->path), Path(sell->path))
               : fmt::format("rate = {}\n", Path(rate->path));
  if (point != ".") keys += fmt::format("decimal_point = {}\n", JsonQuote(point));
  return keys;
}

std::string Whole(const std::string& name, const std::string& url, const FormatOfBody& format,
                  const std::string& keys) {
  return fmt::format(
      R"(# Guessed from one response: check every line that has a comment, and see docs/reference/sources.md and reading.md.
name = "{}"
title = "{}"               # publisher and kind of rates
website = ""               # page that describes the rates
terms = ""                 # terms of use of the rates
status = "unverified"
home_currency = "XXX"      # currency of the bank
calendar = "weekdays"      # or daily, TARGET
publication_hour_utc = 15  # hour by which the rates of a day are published
first_day = 2000-01-03     # first day that can be requested

[[endpoint]]
name = "all"
url = {}   # the requested days are {{from}}, {{to}}, {{date:%d.%m.%Y}} ...
reader = "answer"

[read.answer]
format = "{}"
{}{})",
      name, name, JsonQuote(url.empty() ? "https://bank.example/rates" : url),
      kFormatNames[static_cast<std::size_t>(format.format)],
      format.unzip.empty() ? "" : fmt::format("unzip = \"{}\"\n", format.unzip), keys);
}

std::string CubeKeys(BodyFormat format) {
  return format == BodyFormat::sdmx_json ? "date = \"TIME_PERIOD\"\nbase = \"CURRENCY_DENOM\"   # check the "
                                           "direction\nquote = \"CURRENCY\"\nrate = \"value\"\n"
                                         : "date = \"time\"   # a dimension\nbase = \"currency\"   # a "
                                           "dimension; currency.label is its name\nquote = { value = "
                                           "\"XXX\" }\nrate = \"value\"\n";
}

}  // namespace

Result<SpecGuess> GuessSpec(const std::string& name, const std::string& url, const std::string& bytes) {
  const auto format = RecognizeFormat(bytes);
  BodySpec body;
  body.format = format.format;
  body.unzip = format.unzip;
  std::vector<std::string> ways;
  if (format.format == BodyFormat::sdmx_json || format.format == BodyFormat::json_stat) {
    ways.push_back(CubeKeys(format.format));
  } else {
    ASSIGN_OR_RETURN(const auto document, Unpack(body, bytes));
    ASSIGN_OR_RETURN(const auto sets, FindRecordSets(format.format, document));
    for (const auto& set : sets) {
      if (auto keys = KeysFor(set, "XXX")) ways.push_back(std::move(*keys));
    }
  }
  std::optional<SpecGuess> best;
  for (const auto& keys : ways) {
    auto toml = Whole(name, url, format, keys);
    const auto spec = ParseSpec(toml, name + ".toml");
    if (!spec) continue;
    auto outcome = ReadBody(spec->readers.front(), bytes,
                            {{"date", "2000-01-03"}, {"from", "2000-01-03"}, {"to", "2000-01-03"}});
    if (!outcome) continue;
    if (!best || outcome->observations.size() > best->outcome.observations.size())
      best = SpecGuess{std::move(toml), std::move(*outcome)};
  }
  if (best) return *std::move(best);
  if (!ways.empty()) return SpecGuess{Whole(name, url, format, ways.front()), {}};
  return NotFound(fmt::format(
      "nothing in the {} looks like rates: expected a currency code or name and a number beside it; "
      "`fxlake source look` shows its structure",
      kFormatNames[static_cast<std::size_t>(format.format)]));
}

}  // namespace fxlake::sources
