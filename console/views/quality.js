// SPDX-License-Identifier: Apache-2.0
// The quality rules with their last verdicts and their verdicts in each run.
import {address, runAddress} from '../address.js';
import {get} from '../api.js';
import {empty, h, pill, table} from '../dom.js';
import {plural, time} from '../format.js';

const MARKS = {pass: ['good', '✓'], fail: ['bad', '✕'], error: ['bad', '!']};

function history(runs) {
  const rules = [...new Set(runs.flatMap(({verdicts}) => (verdicts ?? []).map(({rule}) => rule)))];
  const cell = (run, rule) => {
    const found = (run.verdicts ?? []).find((one) => one.rule === rule);
    if (!found) return h('td', {class: 'none'}, h('span', {class: 'unseen'}, 'not checked'));
    const [kind, mark] = MARKS[found.verdict] ?? MARKS.error;
    return h('td', {}, h('span', {class: `mark ${kind}`, title: `${run.run}: observed ${found.observed}`}, h('span', {'aria-hidden': 'true'}, mark), h('span', {class: 'unseen'}, found.verdict)));
  };
  return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Verdicts by run'},
    h('table', {class: 'matrix history'}, h('caption', {class: 'unseen'}, 'Verdict of each rule in each run, newest last'),
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Rule'), runs.map((run) =>
        h('th', {scope: 'col'}, h('a', {href: runAddress(run.run), title: `${run.run}, ${time(run.started)}`}, (run.started ?? run.run).slice(5, 10)))))),
      h('tbody', {}, rules.map((rule) => h('tr', {}, h('th', {scope: 'row', class: 'code'}, rule), runs.map((run) => cell(run, rule)))))));
}

export async function view({parameters, signal}) {
  const {latest, history: runs} = await get('api/v1/quality', {limit: parameters.get('limit') ?? '30'}, signal);
  const heading = h('h1', {}, 'Quality');
  if (!latest) return [heading, empty('No quality checks yet', 'Each run checks the lake against its rules; fxlake validate checks the whole lake.')];
  const order = {fail: 0, error: 0, pass: 1};
  const failing = latest.failed + latest.errors > 0;
  const only = parameters.get('show') === 'failed';
  const verdicts = latest.verdicts.filter(({verdict}) => !only || verdict !== 'pass').sort((a, b) => (order[a.verdict] ?? 0) - (order[b.verdict] ?? 0));
  return [
    h('div', {class: 'title'}, heading, pill(failing ? 'bad' : 'good', failing ? `${latest.failed + latest.errors} failing` : 'all passed'),
      h('p', {class: 'lead'}, `${plural(latest.rules, 'rule')}${latest.checked_from_year ? ` from ${latest.checked_from_year} on` : ''}, by `,
        h('a', {href: runAddress(latest.run)}, latest.run), '.')),
    h('section', {class: 'card'}, h('h2', {}, 'History'), history([...runs].reverse())),
    h('section', {class: 'card'}, h('h2', {}, 'Last verdicts'),
      h('p', {}, only ? h('a', {href: address('quality')}, 'Show all rules') : h('a', {href: address('quality', {show: 'failed'})}, 'Show only failed rules')),
      verdicts.length
        ? table('Rules and their last verdicts', [
          {title: 'Rule', head: true, kind: 'code', cell: (one) => one.rule},
          {title: 'Verdict', cell: (one) => pill(MARKS[one.verdict]?.[0] ?? 'bad', one.verdict)},
          {title: 'Observed', cell: (one) => one.observed},
          {title: 'Expected', cell: (one) => one.expected},
        ], verdicts)
        : h('p', {}, 'No rule failed.')),
  ];
}
