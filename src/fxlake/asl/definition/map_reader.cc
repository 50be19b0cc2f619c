// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "fxlake/asl/definition/state_reader.h"

namespace fxlake::asl {
namespace {

constexpr std::int64_t kMostItems = 100'000'000;
constexpr std::int64_t kAnyNumber = 1'000'000'000'000'000;

// AWS: at most 40 characters, without white space, wildcards, brackets, special and control characters.
bool IsLabel(std::string_view label) {
  static constexpr std::string_view kForbidden = "?*<>{}[]:;,\\|^~$#%&`\"";
  if (label.empty() || label.size() > 40) return false;
  for (std::size_t i = 0; i < label.size(); ++i) {
    const auto byte = static_cast<unsigned char>(label[i]);
    // U+0080 to U+009F
    const bool upper_control =
        byte == 0xc2 && i + 1 < label.size() && static_cast<unsigned char>(label[i + 1]) < 0xa0;
    if (byte <= 0x20 || byte == 0x7f || upper_control || kForbidden.contains(label[i])) return false;
  }
  return true;
}

ItemReader::Format FormatNamed(std::string_view name) {
  if (name == "CSV") return ItemReader::Format::csv;
  if (name == "JSONL") return ItemReader::Format::jsonl;
  if (name == "MANIFEST") return ItemReader::Format::manifest;
  return name == "PARQUET" ? ItemReader::Format::parquet : ItemReader::Format::json;
}

char DelimiterNamed(std::string_view name) {
  if (name == "PIPE") return '|';
  if (name == "SEMICOLON") return ';';
  if (name == "SPACE") return ' ';
  return name == "TAB" ? '\t' : ',';
}

void ReadReaderConfig(const ObjectReader& config, ItemReader& reader) {
  static constexpr std::array<std::string_view, 9> kKnown = {
      "InputType",    "ManifestType", "CSVHeaderLocation", "CSVHeaders",    "CSVDelimiter",
      "ItemsPointer", "MaxItems",     "MaxItemsPath",      "Transformation"};
  config.RejectUnknown(kKnown, "a ReaderConfig");
  const auto format = config.OneOf("InputType", {"CSV", "JSON", "JSONL", "MANIFEST", "PARQUET"});
  reader.format = FormatNamed(format.value_or("JSON"));
  config.OneOf("ManifestType", {"ATHENA_DATA", "S3_INVENTORY"});
  config.OneOf("Transformation", {"NONE", "LOAD_AND_FLATTEN"});
  const auto location = config.OneOf("CSVHeaderLocation", {"FIRST_ROW", "GIVEN"});
  reader.header_given = location == "GIVEN";
  if (format == "CSV" && !config.Has("CSVHeaderLocation")) {
    config.diagnostics().Add({Severity::warning, "SCHEMA_VALIDATION_FAILED", config.pointer(),
                              "a CSV reader without CSVHeaderLocation uses the first row",
                              "FIRST_ROW or GIVEN", ""});
  }
  if (const auto* headers = config.Find("CSVHeaders")) {
    if (!headers->is_array() || !std::ranges::all_of(headers->array(), &Json::is_string)) {
      config.Wrong("CSVHeaders", "CSVHeaders is not a list of names", "a list of strings");
    } else {
      for (const auto& header : headers->array()) reader.headers.push_back(header.string());
    }
  } else if (reader.header_given) {
    config.diagnostics().Add(config.pointer(), "CSVHeaderLocation is GIVEN and CSVHeaders is missing",
                             "a list of names");
  }
  reader.delimiter = DelimiterNamed(
      config.OneOf("CSVDelimiter", {"COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"}).value_or("COMMA"));
  reader.items_pointer = config.Text("ItemsPointer").value_or("");
  if (!reader.items_pointer.empty() && !reader.items_pointer.starts_with('/')) {
    config.Wrong("ItemsPointer", "ItemsPointer does not begin with \"/\"", "a JSON pointer");
  }
  reader.max_items = config.WholeOrPath("MaxItems", 0, kAnyNumber);
}

}  // namespace

ItemReader ReadItemReader(const ObjectReader& fields) {
  static constexpr std::array<std::string_view, 4> kKnown = {"Resource", "ReaderConfig", "Parameters",
                                                             "Arguments"};
  fields.RejectUnknown(kKnown, "an ItemReader");
  ItemReader reader;
  reader.resource = fields.RequiredText("Resource").value_or("");
  reader.parameters = fields.Template(fields.jsonata() ? "Arguments" : "Parameters");
  if (fields.Has(fields.jsonata() ? "Parameters" : "Arguments")) {
    fields.Wrong(fields.jsonata() ? "Parameters" : "Arguments",
                 "the field belongs to the other query language", "none");
  }
  if (const auto* config = fields.Find("ReaderConfig")) {
    const ObjectReader config_fields(*config, fields.At("ReaderConfig"), fields.jsonata(),
                                     fields.diagnostics(), fields.FieldOf("ReaderConfig"));
    if (config_fields.IsObject("ReaderConfig")) ReadReaderConfig(config_fields, reader);
  }
  return reader;
}

ItemBatcher ReadItemBatcher(const ObjectReader& fields) {
  static constexpr std::array<std::string_view, 5> kKnown = {"MaxItemsPerBatch", "MaxItemsPerBatchPath",
                                                             "MaxInputBytesPerBatch",
                                                             "MaxInputBytesPerBatchPath", "BatchInput"};
  fields.RejectUnknown(kKnown, "an ItemBatcher");
  ItemBatcher batcher;
  batcher.max_items = fields.WholeOrPath("MaxItemsPerBatch", 1, kMostItems);
  batcher.max_bytes = fields.WholeOrPath("MaxInputBytesPerBatch", 1, 262'144);
  batcher.batch_input = fields.Template("BatchInput");
  const bool limited =
      std::ranges::any_of(std::span(kKnown).first(4), [&](std::string_view key) { return fields.Has(key); });
  if (!limited)
    fields.diagnostics().Add(fields.pointer(), "an ItemBatcher has no limit",
                             "MaxItemsPerBatch or MaxInputBytesPerBatch");
  return batcher;
}

ResultWriter ReadResultWriter(const ObjectReader& fields) {
  static constexpr std::array<std::string_view, 4> kKnown = {"Resource", "Parameters", "Arguments",
                                                             "WriterConfig"};
  fields.RejectUnknown(kKnown, "a ResultWriter");
  ResultWriter writer;
  writer.resource = fields.Text("Resource").value_or("");
  if (!fields.Has("Resource") && !fields.Has("WriterConfig")) {
    fields.diagnostics().Add(fields.pointer(), "a ResultWriter has neither Resource nor WriterConfig",
                             "at least one of them");
  }
  writer.parameters = fields.Template(fields.jsonata() ? "Arguments" : "Parameters");
  if (const auto* config = fields.Find("WriterConfig")) {
    static constexpr std::array<std::string_view, 2> kConfig = {"Transformation", "OutputType"};
    const ObjectReader config_fields(*config, fields.At("WriterConfig"), fields.jsonata(),
                                     fields.diagnostics());
    if (!config_fields.IsObject("WriterConfig")) return writer;
    config_fields.RejectUnknown(kConfig, "a WriterConfig");
    const auto transformation =
        config_fields.OneOf("Transformation", {"NONE", "COMPACT", "FLATTEN"}).value_or("NONE");
    writer.with_details = transformation == "NONE";
    writer.flatten = transformation == "FLATTEN";
    writer.as_jsonl = config_fields.OneOf("OutputType", {"JSON", "JSONL"}) == "JSONL";
  }
  return writer;
}

MapState StateReader::ReadMap() {
  MapState map;
  fields_.ExactlyOne({"ItemProcessor", "Iterator"});
  fields_.AtMostOne({"ItemSelector", "Parameters"});
  const std::string_view processor_key = fields_.Has("ItemProcessor") ? "ItemProcessor" : "Iterator";
  const bool was_express = reading_.express;
  if (const auto* processor = fields_.Find(processor_key)) {
    if (const auto* config = processor->Find("ProcessorConfig")) {
      static constexpr std::array<std::string_view, 2> kKnown = {"Mode", "ExecutionType"};
      const ObjectReader config_fields(*config, Below(fields_.At(processor_key), "ProcessorConfig"),
                                       fields_.jsonata(), reading_.diagnostics);
      if (config_fields.IsObject("ProcessorConfig")) {
        config_fields.RejectUnknown(kKnown, "a ProcessorConfig");
        map.distributed = config_fields.OneOf("Mode", {"INLINE", "DISTRIBUTED"}) == "DISTRIBUTED";
        const auto execution = config_fields.OneOf("ExecutionType", {"STANDARD", "EXPRESS"});
        if (map.distributed && !config_fields.Has("ExecutionType")) {
          reading_.diagnostics.Add({Severity::warning, "SCHEMA_VALIDATION_FAILED", config_fields.pointer(),
                                    "a distributed map has no ExecutionType", "STANDARD or EXPRESS", ""});
        }
        if (map.distributed && was_express)
          config_fields.Wrong("Mode", "an express workflow cannot have distributed maps", "INLINE");
        if (map.distributed) reading_.express = execution == "EXPRESS";
      }
    }
    map.processor = ReadMachine(*processor, fields_.At(processor_key), MachineRole::processor, reading_);
    reading_.express = was_express;
  }
  if (fields_.Has("Label")) {
    map.label = fields_.Text("Label").value_or("label");
    if (!IsLabel(map.label)) {
      fields_.Wrong("Label", "Label is " + JsonQuote(map.label),
                    "1 to 40 characters without blanks, wildcards, brackets and special characters");
    }
  }
  if (auto path = fields_.Path("ItemsPath")) map.items_path = *std::move(path);
  if (const auto* items = fields_.Find("Items"); items != nullptr && fields_.jsonata()) {
    map.items = fields_.Template("Items");
    if (!items->is_array() && !items->is_object() && !items->is_string())
      fields_.Wrong("Items", "Items is not a list", "a list, an object or an expression");
  }
  map.item_selector = fields_.Template(fields_.Has("Parameters") ? "Parameters" : "ItemSelector");
  map.max_concurrency = fields_.WholeOrPath("MaxConcurrency", 0, kMostItems);
  map.tolerated_count = fields_.WholeOrPath("ToleratedFailureCount", 0, kMostItems);
  map.tolerated_percentage = fields_.NumberOrPathAt("ToleratedFailurePercentage", 0, 100);
  const auto part = [&](std::string_view key, const auto& read, auto& to) {
    const auto* source = fields_.Find(key);
    if (source == nullptr) return;
    const ObjectReader part_fields(*source, fields_.At(key), fields_.jsonata(), reading_.diagnostics,
                                   std::string(key));
    if (part_fields.IsObject(key)) to = read(part_fields);
  };
  part("ItemReader", ReadItemReader, map.reader);
  part("ItemBatcher", ReadItemBatcher, map.batcher);
  part("ResultWriter", ReadResultWriter, map.writer);
  return map;
}

}  // namespace fxlake::asl
