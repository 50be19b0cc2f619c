// SPDX-License-Identifier: Apache-2.0
// error: conversion from 'const char [4]' to non-scalar type 'fxlake::rates::CurrencyCode'
#include "fxlake/rates/currency_code.h"

fxlake::rates::CurrencyCode code = "EUR";
