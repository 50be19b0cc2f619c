// SPDX-License-Identifier: Apache-2.0
// asl_local.mjs PACKAGES DEFINITION INPUT: one execution by aws-local-stepfunctions. Prints the seconds that it took, without the start of node and
// the reading of the definition, and its output.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [packages, definition, input] = process.argv.slice(2);
const { StateMachine } = createRequire(`${packages}/`)('aws-local-stepfunctions');
const read = (file) => JSON.parse(readFileSync(file));
const machine = new StateMachine(read(definition));
const given = read(input);
const start = process.hrtime.bigint();
const output = await machine.run(given).result;
console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - start) / 1e9, output }));
