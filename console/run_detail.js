// SPDX-License-Identifier: Apache-2.0
// Details of one run: its state machine, each visit to a state, each source, and the rules that failed.
import {address} from './address.js';
import {workflow} from './api.js';
import {choice, field, h, pill, table} from './dom.js';
import {count, duration, plural} from './format.js';
import {drawMachine} from './state_machine.js';
import {withOutcomes} from './state_outcome.js';

const WORDS = {ok: 'done', retried: 'done, after retries', failed: 'failed', recovered: 'failure path', open: 'not finished'};
const KINDS = {ok: 'good', retried: 'warn', failed: 'bad', recovered: 'warn', open: 'idle'};

function timeline(states) {
  const start = Math.min(...states.map(({entered}) => Date.parse(entered)));
  const end = Math.max(...states.map(({entered, left}) => Date.parse(left ?? entered)), start + 1);
  const bar = (state) => {
    const from = ((Date.parse(state.entered) - start) / (end - start)) * 100;
    const width = ((Date.parse(state.left ?? state.entered) - Date.parse(state.entered)) / (end - start)) * 100;
    return h('span', {class: 'track', 'aria-hidden': 'true'},
      h('span', {class: `bar ${state.outcome}`, style: {left: `${Math.min(from, 99)}%`, width: `${Math.max(width, 1)}%`}}));
  };
  return table('States in the order in which they were entered', [
    {title: 'State', head: true, cell: (state) => h('span', {class: `depth-${Math.min(state.depth, 2)}`}, state.state, state.item && h('small', {}, state.item))},
    {title: 'Outcome', cell: (state) => [
      pill(KINDS[state.outcome], WORDS[state.outcome]), state.attempts > 1 && ` ${plural(state.attempts, 'attempt')}`,
      state.error && h('small', {class: 'error'}, state.error),
    ]},
    {title: 'Duration', number: true, cell: (state) => duration(state.milliseconds)},
    {title: 'When', kind: 'when', cell: bar},
  ], states);
}

async function machine(visited) {
  const definition = await workflow();
  const states = withOutcomes(visited, definition);
  const items = [...new Set(states.filter(({depth, item}) => depth && item).map(({item}) => item))];
  const place = h('div', {class: 'scroll drawing', tabindex: '0', role: 'region', 'aria-label': 'State machine'});
  const draw = (item) => place.replaceChildren(drawMachine(definition, states.filter((state) => !state.depth || state.item === item)));
  draw(items[0]);
  return h('div', {class: 'halves machine'},
    h('section', {class: 'card'}, h('h2', {}, 'State machine'),
      items.length > 1 && field('Source', choice(items.map((item) => [item, item]), items[0], {onchange: (event) => draw(event.target.value)})),
      place,
      h('p', {class: 'key'}, Object.entries({ok: 'done', retried: 'after retries', recovered: 'failure path', failed: 'failed', idle: 'not entered'})
        .map(([kind, text]) => [h('span', {class: `swatch state ${kind}`}), ` ${text} `]))),
    h('section', {class: 'card'}, h('h2', {}, 'States'), timeline(states)));
}

function sourceCard(one) {
  const {ingest, transform, failure} = one;
  const fact = (name, value) => ![undefined, null, '', false].includes(value) && [h('dt', {}, name), h('dd', {}, value)];
  return h('article', {class: 'card'},
    h('h3', {}, one.source, ' ', pill(one.ok ? 'good' : 'bad', one.ok ? 'done' : 'failed')),
    failure && h('p', {class: 'error'}, `${failure.error}: ${failure.message}`),
    h('dl', {class: 'facts'},
      fact('Requested', ingest && `${ingest.from} to ${ingest.to}`),
      fact('Received', ingest && `${plural(ingest.bodies, 'body', 'bodies')}, ${count(ingest.bytes)} bytes`),
      fact('Note', ingest?.note),
      fact('Fetch record', ingest?.fetch_record && h('span', {class: 'code'}, ingest.fetch_record)),
      fact('Rates', transform && `${count(transform.added)} new, ${count(transform.same)} known, ${count(transform.revised)} revised`),
      fact('Rejected', transform?.rejected > 0 && h('a', {href: address('quarantine', {source: one.source})}, plural(transform.rejected, 'row'))),
      fact('Unreadable', transform?.unreadable?.length > 0 && transform.unreadable.map((body) => h('p', {class: 'error'}, typeof body === 'string' ? body : body.reason ?? JSON.stringify(body)))),
      fact('Written', transform && plural(transform.partitions_written, 'partition')),
      fact('Watermark', transform?.watermark ?? ingest?.watermark)));
}

function rules(report) {
  const {quality, quality_failure: failure} = report;
  if (failure) return h('section', {class: 'card'}, h('h2', {}, 'Quality'), h('p', {class: 'error'}, `${failure.error}: ${failure.message}`));
  if (!quality) return null;
  const bad = quality.verdicts.filter(({verdict}) => verdict !== 'pass');
  return h('section', {class: 'card'}, h('h2', {}, 'Quality'),
    h('p', {}, `${quality.rules - quality.failed - quality.errors} of ${plural(quality.rules, 'rule')} passed. `, h('a', {href: address('quality')}, 'All rules and their history')),
    bad.length > 0 && h('ul', {class: 'verdicts'}, bad.map((one) =>
      h('li', {}, pill('bad', one.verdict), ' ', h('span', {class: 'code'}, one.rule), h('small', {}, `observed ${one.observed}, expected ${one.expected}`, ...(one.rows ?? []).map((row) => h('div', {class: 'code'}, row)))))));
}

export async function runDetail({report, states = []}) {
  return [
    report?.cause && h('p', {class: 'notice bad cause'}, report.cause),
    states.length ? await machine(states) : h('p', {class: 'notice'}, 'This run has no events of its state machine.'),
    report && h('section', {}, h('h2', {}, 'Sources'), h('div', {class: 'cards'}, report.sources.map(sourceCard))),
    report && rules(report),
  ].flat().filter(Boolean);
}
