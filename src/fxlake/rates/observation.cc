// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/observation.h"

namespace fxlake::rates {

void ObservationBatch::Reserve(std::size_t rows) {
  days_.reserve(rows);
  bases_.reserve(rows);
  targets_.reserve(rows);
  rates_.reserve(rows);
}

void ObservationBatch::Clear() {
  days_.clear();
  bases_.clear();
  targets_.clear();
  rates_.clear();
}

void ObservationBatch::Append(const ObservationBatch& other) {
  days_.insert(days_.end(), other.days_.begin(), other.days_.end());
  bases_.insert(bases_.end(), other.bases_.begin(), other.bases_.end());
  targets_.insert(targets_.end(), other.targets_.begin(), other.targets_.end());
  rates_.insert(rates_.end(), other.rates_.begin(), other.rates_.end());
}

namespace {

template <typename T>
void RemoveFrom(std::vector<T>& column, std::span<const std::size_t> indices) {
  auto end = column.begin();
  auto next = indices.begin();
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (next != indices.end() && *next == i) {
      ++next;
    } else {
      *end++ = column[i];
    }
  }
  column.erase(end, column.end());
}

}  // namespace

void ObservationBatch::Remove(std::span<const std::size_t> indices) {
  if (indices.empty()) return;
  RemoveFrom(days_, indices);
  RemoveFrom(bases_, indices);
  RemoveFrom(targets_, indices);
  RemoveFrom(rates_, indices);
}

}  // namespace fxlake::rates
