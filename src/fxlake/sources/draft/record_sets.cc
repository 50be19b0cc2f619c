// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/draft/record_sets.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "fxlake/sources/draft/document.h"
#include "fxlake/sources/language/label.h"

namespace fxlake::sources {
namespace {

constexpr std::size_t kSamples = 40, kMostSets = 40, kDeepest = 7, kMostCsvRecords = 60;

std::string Quoted(std::string_view text) { return JsonQuote(text); }

template <typename Node>
class Explorer {
 public:
  std::vector<RecordSet> sets;

  // `above` are the texts of the enclosing levels, the nearest last.
  void Explore(const Node& node, const std::string& path, std::vector<std::vector<SampleField>> above) {
    if (above.size() > kDeepest || sets.size() >= kMostSets) return;
    std::map<std::string, std::vector<Node>> groups;
    std::vector<std::string> order;
    node.EachChild([&](std::string_view key, const Node& child) {
      const auto name = node.is_list() ? std::string("*") : std::string(key);
      if (!groups.contains(name)) order.push_back(name);
      auto& group = groups[name];
      if (group.size() < kSamples) group.push_back(child);
      return true;
    });
    above.push_back(TextsOf(node));
    AddMembers(node, path, above);
    for (const auto& name : order) {
      const auto& group = groups[name];
      const auto inner = path.empty() ? StepText(name) : path + "/" + StepText(name);
      AddRecords(group, inner, above);
      for (std::size_t i = 0; i < std::min<std::size_t>(group.size(), 2); ++i)
        Explore(group[i], inner, above);
    }
  }

 private:
  static std::optional<std::string> TextOf(const Node& node) {
    Texts made;
    const auto text = node.Text(made);
    return text && !TrimBlanks(*text).empty() ? std::optional(std::string(*text)) : std::nullopt;
  }

  // The texts directly below a node: attributes, members, items.
  static std::vector<SampleField> TextsOf(const Node& node) {
    std::vector<SampleField> fields;
    node.EachAttribute([&](std::string_view name, const Node& attribute) {
      if (const auto text = TextOf(attribute)) fields.push_back({"@" + std::string(name), {*text}});
      return true;
    });
    node.EachChild([&](std::string_view key, const Node& child) {
      const auto name = node.is_list() ? "#" + std::string(key) : StepText(key);
      if (const auto text = TextOf(child); text && fields.size() < 60) fields.push_back({name, {*text}});
      return fields.size() < 60;
    });
    return fields;
  }

  static void Gather(const Node& node, const std::string& prefix, int depth,
                     std::vector<SampleField>& fields) {
    const auto add = [&](const std::string& path, const std::string& text) {
      auto known = std::ranges::find(fields, path, &SampleField::path);
      if (known == fields.end()) known = fields.insert(fields.end(), SampleField{path, {}});
      known->samples.push_back(text);
    };
    for (const auto& field : TextsOf(node)) add(prefix + field.path, field.samples.front());
    if (depth == 0) return;
    node.EachChild([&](std::string_view key, const Node& child) {
      if (!child.is_list() && !node.is_list()) Gather(child, prefix + StepText(key) + "/", depth - 1, fields);
      return fields.size() < 80;
    });
  }

  static void AddAbove(const std::vector<std::vector<SampleField>>& above, int first,
                       std::vector<SampleField>& fields) {
    std::string up;
    for (int i = 0; i < first; ++i) up += "../";
    for (auto level = above.rbegin(); level != above.rend(); ++level, up += "../") {
      for (const auto& field : *level) {
        if (!field.path.starts_with('#')) fields.push_back({up + field.path, field.samples});
      }
    }
  }

  void AddRecords(const std::vector<Node>& group, const std::string& path,
                  const std::vector<std::vector<SampleField>>& above) {
    RecordSet set{.keys = fmt::format("rows = {}\n", Quoted(path)), .fields = {}};
    for (const auto& node : group) {
      Gather(node, "", 2, set.fields);
      if (const auto text = TextOf(node)) {
        auto own = std::ranges::find(set.fields, ".", &SampleField::path);
        if (own == set.fields.end()) own = set.fields.insert(set.fields.end(), SampleField{".", {}});
        own->samples.push_back(*text);
      }
    }
    const bool is_record =
        std::ranges::any_of(set.fields, [](const SampleField& field) { return field.path != "."; });
    AddAbove(above, 1, set.fields);
    if (is_record) sets.push_back(std::move(set));
  }

  // A node whose members are rows, under their keys.
  void AddMembers(const Node& node, const std::string& path,
                  const std::vector<std::vector<SampleField>>& above) {
    if (node.is_list()) return;
    RecordSet set{.keys = fmt::format("rows = {}\n", Quoted(path.empty() ? "{quote}" : path + "/{quote}")),
                  .fields = {{".", {}}},
                  .is_wide = true};
    node.EachChild([&](std::string_view key, const Node& child) {
      if (const auto text = TextOf(child)) {
        set.names.emplace_back(key);
        set.fields.front().samples.push_back(*text);
      }
      return set.names.size() < 200;
    });
    AddAbove(above, 1, set.fields);
    if (!set.names.empty()) sets.push_back(std::move(set));
  }
};

bool LooksLikeNumber(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.,-+/: eE") == std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

// The header record: the first with at least two names, none of them a number, that is followed by a record
// with a number.
std::optional<std::size_t> HeaderOf(const Grid& grid) {
  for (std::size_t i = 0; i + 1 < grid.size(); ++i) {
    const auto named = std::ranges::count_if(grid[i], [](const auto& cell) {
      return !TrimBlanks(cell).empty() && !LooksLikeNumber(TrimBlanks(cell));
    });
    const auto numbers =
        std::ranges::count_if(grid[i], [](const auto& cell) { return LooksLikeNumber(TrimBlanks(cell)); });
    const bool below =
        std::ranges::any_of(grid[i + 1], [](const auto& cell) { return LooksLikeNumber(TrimBlanks(cell)); });
    if (named >= 2 && numbers == 0 && below && grid[i + 1].size() >= 2) return i;
  }
  return std::nullopt;
}

// Numbers that are not dates.
bool HoldsNumbers(const SampleField& field) {
  return std::ranges::any_of(field.samples, [](std::string_view text) {
    text = TrimBlanks(text);
    const bool plain = !text.empty() && text.find_first_not_of("0123456789.,") == std::string_view::npos;
    return plain && std::ranges::count(text, '.') < 2;
  });
}

void AddTable(const Grid& grid, const std::string& keys, const std::string& text,
              std::vector<RecordSet>& sets) {
  const auto header = HeaderOf(grid);
  if (!header) return;
  const auto& names = grid[*header];
  std::vector<std::string> first_names;
  for (const auto& name : names) {
    if (!TrimBlanks(name).empty() && first_names.size() < 2) first_names.emplace_back(TrimBlanks(name));
  }
  const auto header_key =
      *header == 0 ? std::string()
                   : fmt::format("header = [{}, {}]\n", Quoted(first_names[0]), Quoted(first_names[1]));
  RecordSet records{.keys = keys + header_key, .fields = {}};
  RecordSet cells{
      .keys = keys + header_key + "rows = \"*/{quote}\"\n", .fields = {{".", {}}}, .is_wide = true};
  for (std::size_t column = 0; column < names.size(); ++column) {
    const auto name = std::string(TrimBlanks(names[column]));
    SampleField field{name.empty() ? fmt::format("#{}", column + 1) : StepText(name), {}};
    for (std::size_t i = *header + 1; i < grid.size() && field.samples.size() < kSamples; ++i) {
      if (column < grid[i].size()) field.samples.push_back(grid[i][column]);
    }
    if (!name.empty()) cells.names.push_back(name);
    if (HoldsNumbers(field)) {
      auto& all = cells.fields.front().samples;
      all.insert(all.end(), field.samples.begin(), field.samples.end());
    }
    cells.fields.push_back({"../" + field.path, field.samples});
    records.fields.push_back(std::move(field));
  }
  records.fields.push_back({"/.", {text}});
  cells.fields.push_back({"/.", {text}});
  sets.push_back(std::move(records));
  sets.push_back(std::move(cells));
}

std::string TextAbove(const Grid& grid) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(grid.size(), 12); ++i)
    text += fmt::format("{}\n", fmt::join(grid[i], " "));
  return text;
}

std::vector<RecordSet> OfCsv(const std::string& document) {
  std::vector<RecordSet> sets;
  for (const char separator : {',', ';', '\t', '|'}) {
    const auto grid = CsvGrid(document, separator, kMostCsvRecords);
    const auto keys =
        separator == ','
            ? std::string()
            : fmt::format("separator = {}\n",
                          separator == '\t' ? "\"\\t\"" : Quoted(std::string_view(&separator, 1)));
    AddTable(grid, keys, TextAbove(grid), sets);
  }
  return sets;
}

std::vector<RecordSet> OfPage(const std::string& document) {
  const HtmlPage page(document);
  const auto text = TextWithin(page.root());
  std::vector<RecordSet> sets;
  const auto tables = TablesOf(page);
  for (std::size_t i = 0; i < std::min<std::size_t>(tables.size(), kMostSets); ++i) {
    const auto grid = TableGrid(tables[i]);

    AddTable(grid, i == 0 ? "" : fmt::format("table = {}\n", i + 1), text, sets);
  }
  return sets;
}

template <typename AnyWorkbook>
Result<std::vector<RecordSet>> OfWorkbook(const AnyWorkbook& workbook) {
  std::vector<RecordSet> sets;
  const auto names = workbook.SheetNames();
  for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 10); ++i) {
    ASSIGN_OR_RETURN(const auto grid, workbook.ReadSheet(i));
    AddTable(grid, i == 0 ? "" : fmt::format("table = {}\n", Quoted(names[i])), TextAbove(grid), sets);
  }
  return sets;
}

struct Finder {
  template <typename Node>
  Result<std::vector<RecordSet>> Tree(const Node& root) const {
    Explorer<Node> explorer;
    explorer.Explore(root, "", {});
    return std::move(explorer.sets);
  }
  Result<std::vector<RecordSet>> Page(const std::string& document) const { return OfPage(document); }
  template <typename AnyWorkbook>
  Result<std::vector<RecordSet>> Book(const AnyWorkbook& workbook) const {
    return OfWorkbook(workbook);
  }
  Result<std::vector<RecordSet>> Csv(const std::string& document) const { return OfCsv(document); }
  Result<std::vector<RecordSet>> Lines(const std::string&) const { return std::vector<RecordSet>(); }
};

}  // namespace

Result<std::vector<RecordSet>> FindRecordSets(BodyFormat format, const std::string& document) {
  // Their readers find observations by the structure that these formats prescribe.
  if (format == BodyFormat::sdmx_json || format == BodyFormat::json_stat) return std::vector<RecordSet>();
  return ReadDocument(format, document, Finder());
}

}  // namespace fxlake::sources
