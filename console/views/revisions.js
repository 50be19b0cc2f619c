// SPDX-License-Identifier: Apache-2.0
// Values that a source changed after they were recorded.
import {address, go} from '../address.js';
import {filledSources, get} from '../api.js';
import {choice, empty, field, h, table} from '../dom.js';
import {before, count, plural, time} from '../format.js';
import {percent} from '../series.js';

export async function view({parameters, signal}) {
  const wanted = Object.fromEntries(['source', 'target', 'from', 'to'].map((name) => [name, parameters.get(name) ?? '']));
  const filled = await filledSources();
  const {count: all, revisions} = await get('api/v1/revisions', wanted, signal);
  const inputs = {
    source: choice([['', 'all'], ...filled.map(({name}) => [name, name])], wanted.source),
    target: h('input', {value: wanted.target, pattern: '[A-Z]{3}', size: 5, maxlength: 3, placeholder: 'GBP', autocomplete: 'off'}),
    from: h('input', {type: 'date', value: wanted.from}),
    to: h('input', {type: 'date', value: wanted.to}),
  };
  const submit = (event) => {
    event.preventDefault();
    go('revisions', Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value])));
  };
  const around = (row) => address('chart', {pairs: `${row.base}-${row.target}`, from: before(row.date, {months: 3}), to: row.date, source: row.source});
  return [
    h('div', {class: 'title'}, h('h1', {}, 'Revisions'), h('p', {class: 'lead'}, `${plural(all, 'value')} changed by a source after being recorded. Superseded values are kept.`)),
    h('form', {class: 'row controls', onsubmit: submit}, field('Source', inputs.source), field('Currency', inputs.target), field('From', inputs.from), field('To', inputs.to),
      h('button', {type: 'submit', class: 'primary'}, 'Show')),
    revisions.length
      ? h('div', {class: 'card'}, table('Superseded values', [
        {title: 'Day', head: true, cell: (row) => row.date},
        {title: 'Pair', cell: (row) => h('a', {href: around(row)}, `${row.base}/${row.target}`)},
        {title: 'Was', number: true, cell: (row) => row.rate},
        {title: 'Became', number: true, kind: 'exact', cell: (row) => row.replaced_by?.rate ?? '–'},
        {title: 'By', number: true, cell: (row) => row.replaced_by && percent((Number(row.replaced_by.rate) / Number(row.rate) - 1) * 100)},
        {title: 'Recorded (UTC)', cell: (row) => time(row.recorded_at)},
        {title: 'Superseded (UTC)', cell: (row) => time(row.superseded_at)},
        {title: 'Source', cell: (row) => row.source},
        {title: 'Raw object', kind: 'code', cell: (row) => row.raw_object},
      ], revisions))
      : empty('No revisions', 'No source changed a value after it was recorded.'),
    all > revisions.length && h('p', {class: 'hint'}, `Only the first ${count(revisions.length)} are shown.`),
  ].filter(Boolean);
}
