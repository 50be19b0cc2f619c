# SPDX-License-Identifier: Apache-2.0
"""Dagster: a run of the lake as an asset, and a table made of it as another one. FXLAKE_LAKE says where the lake is."""

import os

import polars
from dagster import AssetExecutionContext, MaterializeResult, asset

import fxlake


@asset(group_name="rates")
def exchange_rates_lake(context: AssetExecutionContext) -> MaterializeResult:
    """Fetches what is new, transforms and checks it; a source or a check that fails fails the asset."""
    lake = fxlake.open(os.environ.get("FXLAKE_LAKE", "lake"))
    report = lake.run().raise_on_failure()
    context.log.info(str(report))
    return MaterializeResult(metadata={"run": report.name, "status": report["status"]})


@asset(group_name="rates", deps=[exchange_rates_lake])
def monthly_averages() -> polars.DataFrame:
    lake = fxlake.open(os.environ.get("FXLAKE_LAKE", "lake"))
    return lake.sql(
        """SELECT date_trunc('month', date)::DATE AS month, target_currency, avg(rate)::DECIMAL(18,10) AS rate, count(*) AS days
             FROM exchange_rates WHERE base_currency = 'EUR' GROUP BY ALL ORDER BY ALL"""
    ).to_polars()
