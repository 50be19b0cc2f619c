# SPDX-License-Identifier: Apache-2.0
"""Airflow: the pipeline on working days, after the ECB has published. Retries are Airflow's for what may pass, as a server that is down;
a failure of another kind fails at once."""

import os

import pendulum
from airflow.exceptions import AirflowFailException
from airflow.sdk import dag, task

import fxlake


@dag(schedule="30 16 * * 1-5", start_date=pendulum.datetime(2026, 1, 1, tz="Europe/Berlin"), catchup=False, tags=["rates"])
def exchange_rates():
    @task(retries=3)
    def run() -> dict:
        lake = fxlake.open(os.environ.get("FXLAKE_LAKE", "lake"))
        try:
            report = lake.run(if_running="wait")
        except fxlake.FXLakeError as error:
            if error.retryable:
                raise
            raise AirflowFailException(str(error)) from error
        print(report)
        return report.raise_on_failure().to_dict()

    @task
    def newest() -> str:
        lake = fxlake.open(os.environ.get("FXLAKE_LAKE", "lake"))
        return str(lake.sql("SELECT max(date) AS day FROM exchange_rates").to_pylist()[0]["day"])

    run() >> newest()


exchange_rates()
