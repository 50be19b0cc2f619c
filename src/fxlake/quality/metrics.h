// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace fxlake::quality {

// The figures that rules need, each computed once: aggregates over one scan per relation, and values of
// single queries. Every call returns the name under which the verdicts refer to the figure.
class Metrics {
 public:
  explicit Metrics(std::string table) : scans_{{"scan", std::move(table), {}}} {}

  std::string Aggregate(const std::string& expression) {
    return AggregateOver(scans_.front().relation, expression);
  }
  // For a relation whose name is one word, or the table.
  std::string AggregateOver(const std::string& relation, const std::string& expression);
  std::string Value(const std::string& query);

  // "scan AS (...)", "query1 AS (...)": WITH clauses of one row each.
  std::vector<std::string> Definitions() const;
  std::vector<std::string> Names() const;

 private:
  struct Scan {
    std::string name;
    std::string relation;
    std::vector<std::string> aggregates;
  };
  std::vector<Scan> scans_;  // the table's first
  std::vector<std::string> queries_;
};

}  // namespace fxlake::quality
