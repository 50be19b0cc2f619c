// SPDX-License-Identifier: Apache-2.0
// error: conversion from 'double' to non-scalar type 'fxlake::Decimal'
#include "fxlake/base/decimal.h"

fxlake::Decimal rate = 1.1684;
