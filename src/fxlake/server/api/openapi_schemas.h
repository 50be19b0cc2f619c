// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// Schemas and parameters, as the "components" of the OpenAPI document. Included by openapi.cc only.
namespace fxlake::server {

inline constexpr std::string_view kSchemas = R"({
"Date": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
"Time": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$"},
"Code": {"type": "string", "pattern": "^[A-Z]{3}$"},
"Exact": {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$", "description": "exact decimal"},
"ExactOrFraction": {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+|/[0-9]+)?$"},
"MaybeDate": {"anyOf": [{"$ref": "#/components/schemas/Date"}, {"type": "null"}]},
"MaybeTime": {"anyOf": [{"$ref": "#/components/schemas/Time"}, {"type": "null"}]},
"MaybeText": {"type": ["string", "null"]},
"Message": {"type": "object", "required": ["message"], "properties": {"message": {"type": "string"}, "status": {"type": "integer"}}, "additionalProperties": false},
"RatesByCode": {"type": "object", "additionalProperties": {"type": "number"}, "propertyNames": {"pattern": "^[A-Z]{3}$"}},
"V1Answer": {"type": "object", "required": ["amount", "base", "rates"], "additionalProperties": false, "properties": {
  "amount": {"type": "number"}, "base": {"type": "string"}, "date": {"$ref": "#/components/schemas/Date"},
  "start_date": {"$ref": "#/components/schemas/Date"}, "end_date": {"$ref": "#/components/schemas/Date"},
  "rates": {"type": "object", "additionalProperties": {"anyOf": [{"type": "number"}, {"$ref": "#/components/schemas/RatesByCode"}]}}}},
"V1Currencies": {"type": "object", "additionalProperties": {"type": "string"}},
"V2Part": {"type": "object", "required": ["key", "date", "rate"], "additionalProperties": false, "properties": {
  "key": {"type": "string"}, "date": {"$ref": "#/components/schemas/Date"}, "rate": {"type": "number"}, "excluded": {"const": true}}},
"V2Rate": {"type": "object", "required": ["date", "base", "quote", "rate"], "additionalProperties": false, "properties": {
  "date": {"$ref": "#/components/schemas/Date"}, "base": {"$ref": "#/components/schemas/Code"}, "quote": {"$ref": "#/components/schemas/Code"},
  "rate": {"type": "number"}, "providers": {"type": "array", "items": {"$ref": "#/components/schemas/V2Part"}}}},
"V2Rates": {"type": "array", "items": {"$ref": "#/components/schemas/V2Rate"}},
"V2Currency": {"type": "object", "required": ["iso_code", "iso_numeric", "name", "symbol", "start_date", "end_date"], "additionalProperties": false, "properties": {
  "iso_code": {"$ref": "#/components/schemas/Code"}, "iso_numeric": {"type": ["string", "null"]}, "name": {"type": "string"}, "symbol": {"type": ["string", "null"]},
  "start_date": {"$ref": "#/components/schemas/Date"}, "end_date": {"$ref": "#/components/schemas/Date"},
  "providers": {"type": "array", "items": {"type": "string"}},
  "peg": {"type": "object", "required": ["base", "rate", "authority", "since"], "properties": {"base": {"$ref": "#/components/schemas/Code"}, "rate": {"type": "number"},
    "authority": {"type": "string"}, "since": {"$ref": "#/components/schemas/MaybeDate"}}}}},
"V2Currencies": {"type": "array", "items": {"$ref": "#/components/schemas/V2Currency"}},
"V2Providers": {"type": "array", "items": {"type": "object", "required": ["key", "name", "start_date", "end_date", "currencies"], "properties": {
  "key": {"type": "string"}, "name": {"type": "string"}, "start_date": {"$ref": "#/components/schemas/Date"}, "end_date": {"$ref": "#/components/schemas/Date"},
  "currencies": {"type": "array", "items": {"$ref": "#/components/schemas/Code"}}}}},
"Leg": {"type": "object", "required": ["from", "to", "kind", "operation", "rate", "date", "raw_object", "recorded_at"], "properties": {
  "from": {"$ref": "#/components/schemas/Code"}, "to": {"$ref": "#/components/schemas/Code"}, "kind": {"enum": ["published", "fixed_euro_rate", "redenomination"]},
  "operation": {"enum": ["multiply", "divide"]}, "rate": {"$ref": "#/components/schemas/Exact"}, "date": {"$ref": "#/components/schemas/Date"},
  "raw_object": {"$ref": "#/components/schemas/MaybeText"}, "recorded_at": {"$ref": "#/components/schemas/MaybeTime"}}},
"Rates": {"type": "object", "required": ["base", "source", "on", "max_age", "as_of", "manifest_version", "rates"], "additionalProperties": false, "properties": {
  "base": {"$ref": "#/components/schemas/Code"}, "source": {"type": "string"}, "on": {"enum": ["exact", "previous", "next"]}, "max_age": {"type": "integer"},
  "as_of": {"$ref": "#/components/schemas/MaybeTime"}, "manifest_version": {"type": "integer"},
  "rates": {"type": "array", "items": {"type": "object", "required": ["date", "target", "rate", "rate_date", "derivation"], "additionalProperties": false, "properties": {
    "date": {"$ref": "#/components/schemas/Date"}, "target": {"$ref": "#/components/schemas/Code"}, "rate": {"$ref": "#/components/schemas/Exact"},
    "rate_date": {"$ref": "#/components/schemas/Date"}, "derivation": {"type": "string"}, "legs": {"type": "array", "items": {"$ref": "#/components/schemas/Leg"}}}}}}},
"Conversion": {"type": "object", "required": ["amount", "from", "to", "result", "exact", "decimals", "rule", "date", "on", "max_age", "rate_date", "source", "as_of", "steps"], "properties": {
  "amount": {"$ref": "#/components/schemas/Exact"}, "from": {"$ref": "#/components/schemas/Code"}, "to": {"$ref": "#/components/schemas/Code"},
  "result": {"$ref": "#/components/schemas/Exact"}, "exact": {"$ref": "#/components/schemas/ExactOrFraction"}, "decimals": {"type": "integer"}, "rule": {"type": "string"},
  "date": {"$ref": "#/components/schemas/Date"}, "rate_date": {"$ref": "#/components/schemas/MaybeDate"}, "source": {"$ref": "#/components/schemas/MaybeText"},
  "as_of": {"$ref": "#/components/schemas/MaybeTime"}, "steps": {"type": "array", "items": {"$ref": "#/components/schemas/Leg"}}}},
"Value": {"type": "object", "required": ["rate", "recorded_at", "raw_object"], "additionalProperties": false, "properties": {
  "rate": {"$ref": "#/components/schemas/Exact"}, "recorded_at": {"$ref": "#/components/schemas/Time"}, "raw_object": {"type": "string"}}},
"Revision": {"type": "object", "required": ["date", "base", "target", "rate", "recorded_at", "superseded_at", "raw_object", "replaced_by"], "properties": {
  "replaced_by": {"anyOf": [{"$ref": "#/components/schemas/Value"}, {"type": "null"}]},
  "date": {"$ref": "#/components/schemas/Date"}, "base": {"$ref": "#/components/schemas/Code"}, "target": {"$ref": "#/components/schemas/Code"},
  "rate": {"$ref": "#/components/schemas/Exact"}, "recorded_at": {"$ref": "#/components/schemas/Time"}, "superseded_at": {"$ref": "#/components/schemas/Time"}}},
"Provenance": {"type": "object", "required": ["source", "source_status", "base", "target", "date", "rate", "raw_object", "recorded_at", "sha256", "fetch", "run", "revisions"], "properties": {
  "source_status": {"$ref": "#/components/schemas/MaybeText"}, "rate": {"$ref": "#/components/schemas/Exact"}, "date": {"$ref": "#/components/schemas/Date"}, "recorded_at": {"$ref": "#/components/schemas/Time"},
  "sha256": {"$ref": "#/components/schemas/MaybeText"}, "fetch": {"type": ["object", "null"]}, "run": {"$ref": "#/components/schemas/MaybeText"},
  "revisions": {"type": "array", "items": {"$ref": "#/components/schemas/Revision"}}}},
"Revisions": {"type": "object", "required": ["count", "revisions"], "properties": {"count": {"type": "integer"}, "revisions": {"type": "array", "items": {"$ref": "#/components/schemas/Revision"}}}},
"Currency": {"type": "object", "required": ["code", "name", "minor_units", "in_use_from", "in_use_to", "successor", "first_day", "last_day", "sources"],
  "additionalProperties": false, "properties": {"code": {"$ref": "#/components/schemas/Code"}, "name": {"$ref": "#/components/schemas/MaybeText"},
  "minor_units": {"type": ["integer", "null"]}, "in_use_from": {"$ref": "#/components/schemas/MaybeDate"}, "in_use_to": {"$ref": "#/components/schemas/MaybeDate"},
  "successor": {"anyOf": [{"type": "null"}, {"type": "object", "required": ["code", "units", "since"], "additionalProperties": false, "properties": {
    "code": {"$ref": "#/components/schemas/Code"}, "units": {"$ref": "#/components/schemas/Exact"}, "since": {"$ref": "#/components/schemas/Date"}}}]},
  "first_day": {"$ref": "#/components/schemas/Date"}, "last_day": {"$ref": "#/components/schemas/Date"}, "sources": {"type": "array", "items": {"type": "string"}}}},
"Currencies": {"type": "object", "required": ["manifest_version", "currencies"], "additionalProperties": false, "properties": {"manifest_version": {"type": "integer"},
  "currencies": {"type": "array", "items": {"$ref": "#/components/schemas/Currency"}}}},
"Sources": {"type": "object", "required": ["manifest_version", "sources"], "properties": {"sources": {"type": "array", "items": {"type": "object",
  "required": ["name", "title", "enabled", "rates", "first_day", "last_day", "expected_day", "publication_days_behind"], "properties": {"name": {"type": "string"},
  "rates": {"type": "integer"}, "first_day": {"$ref": "#/components/schemas/MaybeDate"}, "last_day": {"$ref": "#/components/schemas/MaybeDate"},
  "publication_days_behind": {"type": ["integer", "null"]}}}}}},
"Coverage": {"type": "object", "required": ["manifest_version", "coverage"], "properties": {"coverage": {"type": "array", "items": {"type": "object",
  "required": ["source", "first_day", "last_day", "years"], "properties": {"years": {"type": "array", "items": {"type": "object",
  "required": ["year", "days", "expected_days", "rates", "holes"], "properties": {"year": {"type": "integer"}, "days": {"type": "integer"},
  "holes": {"type": "array", "items": {"$ref": "#/components/schemas/Date"}}}}}}}}}},
"Runs": {"type": "object", "required": ["count", "runs"], "properties": {"runs": {"type": "array", "items": {"type": "object", "required": ["name", "status", "started", "sources"],
  "properties": {"name": {"type": "string"}, "status": {"type": "string"}, "started": {"$ref": "#/components/schemas/MaybeTime"}}}}}},
"Run": {"type": "object", "required": ["name", "report", "states", "history"], "properties": {"name": {"type": "string"}, "report": {"type": ["object", "null"]}, "states": {"type": "array"}, "history": {"type": "array"}}},
"Quality": {"type": "object", "required": ["count", "latest", "history"], "properties": {"count": {"type": "integer"}, "latest": {"type": ["object", "null"]}, "history": {"type": "array", "items": {"type": "object"}}}},
"Quarantine": {"type": "object", "required": ["count", "complete", "rows"], "properties": {"count": {"type": "integer"}, "complete": {"type": "boolean"}, "rows": {"type": "array", "items": {"type": "object",
  "required": ["source", "fetch_record", "raw_object", "where", "cells", "reason"]}}}},
"Health": {"type": "object", "required": ["status", "manifest_version", "sources"], "properties": {"status": {"enum": ["ok", "incomplete", "stale"]}, "schedule": {"$ref": "#/components/schemas/Schedule"}}},
"Schedule": {"type": "object", "required": ["status", "running", "next", "succeeded_at", "failures_in_a_row"], "properties": {"status": {"enum": ["ok", "failing"]}, "running": {"type": "boolean"}, "next": {"type": ["string", "null"]}, "succeeded_at": {"type": ["string", "null"]}, "failures_in_a_row": {"type": "integer"}, "reason": {"type": "string"}, "configuration": {"type": "string"}}},
"Alive": {"type": "object", "required": ["status"], "properties": {"status": {"const": "ok"}}}
})";

// By the name that operations use; "in" defaults to the query.
inline constexpr std::string_view kParameters = R"({
"day_path": {"name": "day", "in": "path", "schema": {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}([.][.]([0-9]{4}-[0-9]{2}-[0-9]{2})?)?)$"}, "description": "a date, or a range FROM..TO or FROM..", "example": "2024-01-02"},
"base_path": {"name": "base", "in": "path", "schema": {"type": "string"}, "example": "EUR"}, "quote_path": {"name": "quote", "in": "path", "schema": {"type": "string"}, "example": "USD"},
"code_path": {"name": "code", "in": "path", "schema": {"type": "string"}, "example": "USD"}, "run_path": {"name": "name", "in": "path", "schema": {"type": "string"}},
"v1_amount": {"name": "amount", "schema": {"type": "number", "exclusiveMinimum": 0}}, "v1_base": {"name": "base", "schema": {"type": "string"}}, "v1_symbols": {"name": "symbols", "schema": {"type": "string"}},
"base": {"name": "base", "schema": {"type": "string"}, "description": "Base currency. Default: EUR."}, "quotes": {"name": "quotes", "schema": {"type": "string"}},
"providers": {"name": "providers", "schema": {"type": "string"}}, "date": {"name": "date", "schema": {"$ref": "#/components/schemas/Date"}},
"from": {"name": "from", "schema": {"$ref": "#/components/schemas/Date"}}, "to": {"name": "to", "schema": {"$ref": "#/components/schemas/Date"}},
"group": {"name": "group", "schema": {"enum": ["week", "month"]}}, "expand": {"name": "expand", "schema": {"enum": ["providers"]}}, "scope": {"name": "scope", "schema": {"enum": ["all"]}},
"symbols": {"name": "symbols", "schema": {"type": "string"}}, "target": {"name": "target", "schema": {"type": "string"}}, "source": {"name": "source", "schema": {"type": "string"}},
"as_of": {"name": "as_of", "schema": {"type": "string"}, "description": "State of the lake to use: a time (RFC 3339), or a date, which means its end"}, "on": {"name": "on", "schema": {"enum": ["exact", "previous", "next"]}},
"max_age": {"name": "max_age", "schema": {"type": "integer", "minimum": 0, "maximum": 36500}}, "allow_different_days": {"name": "allow_different_days", "schema": {"enum": ["true", "false"]}},
"legs": {"name": "legs", "schema": {"enum": ["true", "false"]}}, "amount": {"name": "amount", "required": true, "schema": {"type": "string"}},
"from_currency": {"name": "from", "required": true, "schema": {"type": "string"}}, "to_currency": {"name": "to", "required": true, "schema": {"type": "string"}},
"rule": {"name": "rule", "schema": {"enum": ["half_even", "half_away", "toward_zero", "away_from_zero", "floor", "ceiling"]}},
"decimals": {"name": "decimals", "schema": {"type": "integer", "minimum": 0, "maximum": 30}}, "limit": {"name": "limit", "schema": {"type": "integer", "minimum": 0}}, "offset": {"name": "offset", "schema": {"type": "integer", "minimum": 0}}
})";

}  // namespace fxlake::server
