// SPDX-License-Identifier: Apache-2.0
// rates.mjs [URL]: for Node 18 and later, and for browsers.
const url = process.argv[2] ?? "http://127.0.0.1:8080";

async function getJson(path, parameters = {}) {
  const answer = await fetch(`${url}${path}?${new URLSearchParams(parameters)}`);
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${answer.status}: ${body.message}`);
  return body;
}

// As with Frankfurter: numbers, precise enough for charts.
const { date, rates } = await getJson("/v1/2024-01-02", { base: "USD", symbols: "GBP,JPY" });
console.log(date, rates);

// Exact text, for accounting.
const conversion = await getJson("/api/v1/convert", { amount: "100", from: "USD", to: "CHF", date: "2008-09-15" });
console.log(`${conversion.amount} ${conversion.from} = ${conversion.result} ${conversion.to}`);
for (const step of conversion.steps) console.log(`  ${step.text}`);

await getJson("/v1/2024-02-30").catch((error) => console.log(`refused: ${error.message}`));
