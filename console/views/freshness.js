// SPDX-License-Identifier: Apache-2.0
// The age of the newest rate of each source, in the calendar of the source.
import {address} from '../address.js';
import {sources} from '../api.js';
import {empty, h, pill, table} from '../dom.js';
import {count, plural} from '../format.js';

function age({publication_days_behind: behind}) {
  if (behind === null) return pill('idle', 'no rates');
  if (behind <= 0) return pill('good', 'up to date');
  return pill(behind <= 1 ? 'warn' : 'bad', `${plural(behind, 'day')} behind`);
}

const site = (source) => h('a', {href: source.website, rel: 'noreferrer'}, source.title);

export async function view() {
  const all = await sources();
  const filled = all.filter(({rates}) => rates > 0), rest = all.filter(({rates}) => !rates);
  const late = filled.filter(({publication_days_behind: behind}) => behind > 0).length;
  return [
    h('div', {class: 'title'}, h('h1', {}, 'Freshness'),
      h('p', {class: 'lead'}, `${plural(filled.length, 'source')} with rates, ${late ? `${late} behind` : 'all up to date'}. Days are counted in the calendar of each source.`)),
    filled.length
      ? h('div', {class: 'card'}, table('Sources with rates', [
        {title: 'Source', head: true, cell: (one) => [h('a', {href: address('coverage', {source: one.name})}, one.name), h('small', {}, site(one))]},
        {title: 'State', cell: age},
        {title: 'Newest day', cell: (one) => one.last_day},
        {title: 'Expected', cell: (one) => one.expected_day ?? '–'},
        {title: 'First day', cell: (one) => one.first_day},
        {title: 'Rates', number: true, cell: (one) => count(one.rates)},
        {title: 'Pairs', number: true, cell: (one) => count(one.pairs)},
        {title: 'Revisions', number: true, cell: (one) => h('a', {href: address('revisions', {source: one.name})}, count(one.revisions))},
      ], filled))
      : empty('No rates yet', 'The lake is empty. Start fxlake run to fetch rates.'),
    rest.length > 0 && h('details', {class: 'card'}, h('summary', {}, `${plural(rest.length, 'source')} without rates in the lake`),
      table('Sources without rates', [
        {title: 'Source', head: true, cell: (one) => [one.name, h('small', {}, site(one))]},
        {title: 'Home currency', cell: (one) => one.home_currency},
        {title: 'Calendar', cell: (one) => one.calendar},
        {title: 'Fetched by default', cell: (one) => (one.enabled ? 'yes' : 'no')},
        {title: 'Terms', kind: 'wide', cell: (one) => one.terms || '–'},
      ], rest)),
  ];
}
