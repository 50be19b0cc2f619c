// SPDX-License-Identifier: Apache-2.0
// error: conversion from 'int' to non-scalar type 'fxlake::Date'
#include "fxlake/base/date.h"

fxlake::Date day = 20260414;
