// SPDX-License-Identifier: Apache-2.0
// Rejected rows and responses with their reasons.
import {go} from '../address.js';
import {get, sources} from '../api.js';
import {choice, empty, field, h} from '../dom.js';
import {count, plural} from '../format.js';

/** "date=2026-10-28 quote=ISK" in pieces, so that a name is told from a value. */
const cells = (text) => text.split(' ').filter(Boolean).map((piece) => {
  const [name, value] = piece.split(/=(.*)/s);
  return value === undefined ? h('span', {class: 'piece'}, name) : h('span', {class: 'piece'}, h('small', {}, name), value);
});

function byFetch(rows) {
  const fetches = new Map();
  for (const row of rows) {
    if (!fetches.has(row.fetch_record)) fetches.set(row.fetch_record, []);
    fetches.get(row.fetch_record).push(row);
  }
  return [...fetches.values()].reverse();
}

const fetchTime = (record) => record.match(/(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})/)?.slice(1) ?? [];

function fetchCard(rows) {
  const [year, month, day, hour, minute, second] = fetchTime(rows[0].fetch_record);
  return h('section', {class: 'card'},
    h('h2', {}, `${rows[0].source}, ${year}-${month}-${day} ${hour}:${minute}:${second}`),
    h('ul', {class: 'rejected'}, rows.map((row) => h('li', {},
      h('p', {class: 'reason'}, row.reason),
      h('p', {class: 'pieces'}, row.where && h('span', {class: 'piece'}, h('small', {}, 'where'), row.where), cells(row.cells)),
      h('p', {class: 'hint code'}, row.raw_object)))));
}

export async function view({parameters, signal}) {
  const source = parameters.get('source') ?? '';
  const [{count: all, rows}, known] = await Promise.all([get('api/v1/quarantine', {source}, signal), sources()]);
  const names = known.filter(({rates, name}) => rates > 0 || name === source).map(({name}) => [name, name]);
  const heading = h('div', {class: 'title'}, h('h1', {}, 'Quarantine'),
    h('p', {class: 'lead'}, `${plural(all, 'rejected row')}. Rows stay in quarantine until they can be read. Correct the source file, then run `, h('code', {}, 'fxlake quarantine replay'), '.'));
  return [
    heading,
    names.length > 1 && h('div', {class: 'row controls'}, field('Source', choice([['', 'all'], ...names], source, {onchange: (event) => go('quarantine', {source: event.target.value})}))),
    rows.length ? byFetch(rows).map(fetchCard) : empty('The quarantine is empty', 'No row was rejected.'),
    all > rows.length && h('p', {class: 'hint'}, `Only the first ${count(rows.length)} are shown.`),
  ].flat().filter(Boolean);
}
