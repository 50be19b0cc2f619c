// SPDX-License-Identifier: Apache-2.0
// jsonata.mjs PACKAGES EXPRESSION INPUT COUNT: evaluates an expression "{% ... %}" so often by the npm package jsonata, with the input as $states.input.
// Prints the seconds, without the start of node and the reading of both, and the last value.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [packages, expression, input, count] = process.argv.slice(2);
const jsonata = createRequire(`${packages}/`)('jsonata');
const parsed = jsonata(readFileSync(expression, 'utf8').trim().slice(2, -2));
const bindings = { states: { input: JSON.parse(readFileSync(input)) } };
let output;
const start = process.hrtime.bigint();
for (let round = 0; round < Number(count); ++round) output = await parsed.evaluate(undefined, bindings);
console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - start) / 1e9, output }));
