// SPDX-License-Identifier: Apache-2.0
// parquet_timing [DAYS [CURRENCIES]]   times writing and reading one file a year of made-up daily rates, in
// memory, on one thread parquet_timing CSV                   the same with the rates of the ECB's history
// (eurofxref-hist.csv) parquet_timing CSV LEVEL             at another level of zstd than 1
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "fxlake/base/date.h"
#include "fxlake/base/decimal.h"
#include "fxlake/parquet/reader.h"
#include "fxlake/parquet/writer.h"

namespace fxlake::parquet {
namespace {

const Schema kSchema = {{{"base_currency", Type::String()},
                         {"target_currency", Type::String()},
                         {"rate", Type::Decimal(18, 10)},
                         {"date", Type::Date()},
                         {"recorded_at", Type::Timestamp()},
                         {"raw_object", Type::String()}}};

struct Rate {
  std::uint32_t target;
  Decimal rate;
  Date date;
};

std::vector<Rate> MakeUp(int days, std::uint32_t currencies) {
  std::mt19937_64 random(1);
  std::vector<Rate> rates;
  std::vector<std::int64_t> last(currencies);
  for (auto& rate : last) rate = static_cast<std::int64_t>(random() % 1'000'000) + 1000;  // in units of 1e-4
  for (int day = 0; day < days; ++day) {
    for (std::uint32_t target = 0; target < currencies; ++target) {
      last[target] += static_cast<std::int64_t>(random() % 201) - 100;
      last[target] = std::max<std::int64_t>(last[target], 1);
      rates.push_back(
          {target, Decimal::FromUnits(last[target] * 1'000'000), Date::FromDays(10'595 + day * 7 / 5)});
    }
  }
  return rates;
}

std::vector<Rate> ReadCsv(const std::string& path, std::vector<std::string>& targets) {
  std::ifstream csv(path);
  std::string line, cell;
  std::getline(csv, line);
  std::stringstream head(line);
  std::getline(head, cell, ',');
  while (std::getline(head, cell, ',')) {
    if (cell.size() == 3) targets.push_back(cell);
  }
  std::vector<Rate> rates;
  while (std::getline(csv, line)) {
    std::stringstream cells(line);
    std::getline(cells, cell, ',');
    const auto date = *Date::Parse(cell);
    for (std::uint32_t target = 0; std::getline(cells, cell, ','); ++target) {
      if (const auto rate = Decimal::Parse(cell)) rates.push_back({target, *rate, date});
    }
  }
  std::ranges::sort(rates, {}, [&](const Rate& rate) { return std::pair(rate.date, targets[rate.target]); });
  return rates;
}

double Median(std::vector<double> times) {
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
  return times[times.size() / 2];
}

// Of this thread alone, so that a busy machine counts for little.
double CpuMilliseconds() {
  std::timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <typename Work>
std::vector<double> Time(const Work& work) {
  std::vector<double> times;
  for (int round = 0; round < 41; ++round) {
    const auto begin = CpuMilliseconds();
    work();
    times.push_back(CpuMilliseconds() - begin);
  }
  return times;
}

void Report(const char* what, const std::vector<double>& times, double megabytes, std::size_t rows) {
  const double median = Median(times);
  std::printf("%s: median %.2f ms, best %.2f ms; %.0f MB/s of columns, %.1f M rows/s\n", what, median,
              *std::ranges::min_element(times), megabytes / median * 1000,
              static_cast<double>(rows) / median / 1000);
}

int Main(const std::vector<std::string>& words) {
  std::vector<std::string> targets;
  std::vector<Rate> rates;
  if (!words.empty() && words[0].ends_with(".csv")) {
    rates = ReadCsv(words[0], targets);
  } else {
    const std::uint32_t currencies = words.size() > 1 ? static_cast<std::uint32_t>(std::stoul(words[1])) : 31;
    rates = MakeUp(words.empty() ? 7000 : std::stoi(words[0]), currencies);
    for (std::uint32_t target = 0; target < currencies; ++target)
      targets.push_back("C" + std::to_string(100 + target));
  }
  std::map<int, RowGroup> years;
  for (const auto& rate : rates) {
    auto& columns =
        years
            .try_emplace(
                rate.date.year(),
                RowGroup{{StringColumn{{}, {"EUR"}}, StringColumn{{}, targets}, Int64Column(), Int32Column(),
                          Int64Column(),
                          StringColumn{
                              {}, {"raw/source=ecb/2026/04/20260413T155600.000000Z-0123456789abcdef.csv"}}}})
            .first->second.columns;
    std::get<StringColumn>(columns[0]).codes.push_back(0);
    std::get<StringColumn>(columns[1]).codes.push_back(rate.target);
    std::get<Int64Column>(columns[2]).push_back(rate.rate.units());
    std::get<Int32Column>(columns[3]).push_back(rate.date.days());
    std::get<Int64Column>(columns[4]).push_back(1'776'095'760'000'000);
    std::get<StringColumn>(columns[5]).codes.push_back(0);
  }
  WriterOptions options;
  options.sorted_by = {3, 0, 1};
  if (words.size() == 2 && words[0].ends_with(".csv")) options.zstd_level = std::stoi(words[1]);
  Writer writer(kSchema, options);
  std::vector<std::string> files;
  const auto writing = Time([&] {
    files.clear();
    for (const auto& [year, rows] : years) files.push_back(*WriteTable(writer, {&rows, 1}));
  });
  std::size_t bytes = 0, read_rows = 0;
  for (const auto& file : files) bytes += file.size();
  const auto reading = Time([&] {
    read_rows = 0;
    for (const auto& file : files) {
      const auto reader = Reader::Open(file);
      for (std::size_t group = 0; group < reader->row_group_count(); ++group)
        read_rows += reader->ReadRowGroup(group)->row_count();
    }
  });
  const double megabytes = static_cast<double>(rates.size()) * 32 /
                           1e6;  // of the columns in memory: 4 + 4 + 8 + 4 + 8 + 4 bytes a row
  std::printf("%zu rows (%zu read) in %zu files of %zu bytes in all\n", rates.size(), read_rows, files.size(),
              bytes);
  Report("writing", writing, megabytes, rates.size());
  Report("reading", reading, megabytes, rates.size());
  return read_rows == rates.size() ? 0 : 1;
}

}  // namespace
}  // namespace fxlake::parquet

int main(int count, char** words) {
  return fxlake::parquet::Main(std::vector<std::string>(words + 1, words + count));
}
