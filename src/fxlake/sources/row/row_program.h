// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// The texts of one row. An absent one is nullopt. Views last until the next row.
using Cells = std::vector<std::optional<std::string_view>>;

// Rows that differ in nothing but the texts of some cells: of the key cells it is each member's key, of the
// number cells its number.
struct RowRun {
  struct Member {
    std::string_view key, number;
  };
  Cells& cells;
  std::span<const std::size_t> key_cells, number_cells;
  std::span<const Member> members;

  void Fill(const Member& member) const {
    for (const auto cell : key_cells) cells[cell] = member.key;
    for (const auto cell : number_cells) cells[cell] = member.number;
  }
};

// Where in a table the walker is, as far as it tells.
struct TablePlace {
  std::string table;     // a sheet's name, or of a page's table its place from 1; "": places are not told
  bool by_line = false;  // they are told all the same, as lines of a text
  std::size_t lines_before = 0;                // of the text, which is a part of a longer one
  std::vector<std::string> names;              // of the columns of a text
  std::size_t record = 0;                      // from 1; of a text its line
  std::optional<std::size_t> column = {};      // from 0, of the cell that is the row, where cells are
  std::map<std::size_t, std::size_t> columns;  // from 0, of the program's cells
  std::size_t first_column = 0;                // of the record, where several stand side by side
  std::vector<std::size_t> rows;               // where columns are records: the number of each row

  // "2011!D7", "line 7, column USD"; "" when places are not told. `cell` is one of the program's.
  std::string ToString(std::size_t cell) const;
};

// What a body's walker has to look up at each level of the row path: level 0 is the root, level n (the number
// of steps) the row.
struct RowProgram {
  struct LookUp {
    std::size_t cell = 0;
    std::vector<std::string> steps;  // from the node of the level; empty: the node's own text
    bool optional = false;           // one of several alternatives
    std::vector<PathStep> path;      // the same steps, with their conditions
    std::size_t from = 0;            // the level at whose node the path begins, where that is not this one
  };
  struct Level {
    std::vector<LookUp> look_ups;
    std::optional<RowStep> next;              // towards the rows; nothing at the row
    std::vector<std::size_t> captured_cells;  // of a capturing step
  };
  // A cell that is worked out of others: those of its source's leaves, in order, stand from `first_leaf` on.
  struct Derived {
    std::size_t cell = 0;
    const FieldSource* source = nullptr;
    std::size_t first_leaf = 0;
  };
  std::vector<Level> levels;
  Cells cells;  // one for each source, then the leaves; constants and the request's variables are filled in
  std::vector<Derived> derived;
  std::map<std::string, std::vector<std::size_t>>
      banner_cells;  // what tables take from banners (spec.h), by the banner's name
  std::map<const FieldSource*, std::map<std::string, std::string>>
      look_up_tables;                  // by labels (look_up_tables.h)
  std::deque<std::string> kept_texts;  // what cells view that stands nowhere else
  TablePlace place;
  std::vector<std::string> skipped_tables;  // of those that the spec names, in which the header was not found
  bool needs_tree = false;                  // a path has more than names, or what is captured in it
};

// The program that fills one cell for each source, in order. `sources` must outlive it. invalid_input when a
// path climbs above the root or a variable is not the request's.
Result<RowProgram> Compile(const BodySpec& body, std::span<const FieldSource* const> sources,
                           const std::map<std::string, std::string>& variables);

}  // namespace fxlake::sources
