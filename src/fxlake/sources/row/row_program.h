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

// The texts of one row; nullopt for an absent one. Views are valid until the next row.
using Cells = std::vector<std::optional<std::string_view>>;

// Rows that differ only in some cells: the key cells hold each member's key, the number cells its number.
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

// The walker's position in a table, where the format has positions.
struct TablePlace {
  std::string table;                       // sheet name, or index of a page's table from 1; "": no positions
  bool by_line = false;                    // positions are lines of a text although there is no table
  std::size_t lines_before = 0;            // of the text, when it is part of a longer one
  std::vector<std::string> names;          // of the columns of a text
  std::size_t record = 0;                  // from 1; of a text its line
  std::optional<std::size_t> column = {};  // from 0, of the cell that is the row, when cells are rows
  std::map<std::size_t, std::size_t> columns;  // from 0, by cell of the program
  std::size_t first_column = 0;                // of the record, when records are side by side
  std::vector<std::size_t> rows;               // when columns are records: the number of each row

  // "2011!D7", "line 7, column USD"; "" when the format has no positions. `cell` is one of the program's.
  std::string ToString(std::size_t cell) const;
};

// What a walker looks up at each level of the row path: level 0 is the root, level n (the number of steps)
// the row.
struct RowProgram {
  struct LookUp {
    std::size_t cell = 0;
    std::vector<std::string> steps;  // from the level's node; empty: the node's own text
    bool optional = false;           // one of several alternatives
    std::vector<PathStep> path;      // the same steps, with their conditions
    std::size_t from = 0;            // the level at whose node the path begins
  };
  struct Level {
    std::vector<LookUp> look_ups;
    std::optional<RowStep> next;              // towards the rows; nullopt at the row
    std::vector<std::size_t> captured_cells;  // by a capturing step
  };
  // A cell computed from others: the cells of its source's leaves, in order, start at `first_leaf`.
  struct Derived {
    std::size_t cell = 0;
    const FieldSource* source = nullptr;
    std::size_t first_leaf = 0;
  };
  std::vector<Level> levels;
  Cells cells;  // one per source, then the leaves; constants and request variables are already set
  std::vector<Derived> derived;
  // cells set by banners (spec.h), by the banner's name
  std::map<std::string, std::vector<std::size_t>> banner_cells;
  // by labels (look_up_tables.h)
  std::map<const FieldSource*, std::map<std::string, std::string>> look_up_tables;
  std::deque<std::string> kept_texts;  // owns texts of cells that do not exist elsewhere
  TablePlace place;
  std::vector<std::string> skipped_tables;  // tables that the spec names but whose header was not found
  bool needs_tree = false;                  // a path has more than names and captures
};

// The program that fills one cell per source, in order. `sources` must outlive it. invalid_input when a path
// climbs above the root or a variable does not exist in the request.
Result<RowProgram> Compile(const BodySpec& body, std::span<const FieldSource* const> sources,
                           const std::map<std::string, std::string>& variables);

}  // namespace fxlake::sources
