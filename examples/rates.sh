#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# rates.sh [URL]: queries the server with curl.
set -euo pipefail
url=${1:-http://127.0.0.1:8080}

echo "A day, as clients of Frankfurter know it:"
curl -fsS "$url/v1/2024-01-02?base=USD&symbols=GBP,JPY" && echo

echo "Months of a year, as CSV:"
curl -fsS "$url/v2/rates.csv?from=2024-01-01&to=2024-12-31&group=month&quotes=USD"

echo "A conversion, exactly, with each step:"
curl -fsS "$url/api/v1/convert?amount=100&from=USD&to=CHF&date=2008-09-15" && echo

echo "Where a number came from:"
curl -fsS "$url/api/v1/provenance?base=EUR&target=USD&date=2024-01-02" && echo

echo "What has not changed is not sent again:"
tag=$(curl -fsS -o /dev/null -D - "$url/v1/2024-01-02" | tr -d '\r' | sed -n 's/^etag: *//p')
curl -fsS -o /dev/null -w '%{http_code}\n' -H "if-none-match: $tag" "$url/v1/2024-01-02"
