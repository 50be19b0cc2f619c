// SPDX-License-Identifier: Apache-2.0
// The years of each source in the lake, with the missing days.
import {address} from '../address.js';
import {get} from '../api.js';
import {empty, h} from '../dom.js';
import {count, plural} from '../format.js';

const share = ({days, expected_days: expected}) => (expected ? days / expected : 0);
const level = (year) => (year.holes.length ? 'some' : share(year) >= 0.999 ? 'full' : 'part');

function cell(source, year, chosen) {
  if (!year) return h('td', {class: 'none'}, h('span', {class: 'unseen'}, 'nothing'));
  const words = `${source} ${year.year}: ${year.days} of ${plural(year.expected_days, 'day')}, ${plural(year.holes.length, 'hole')}, ${plural(year.rates, 'rate')}`;
  return h('td', {}, h('a', {
    class: `year ${level(year)}`, href: address('coverage', {source, year: year.year}), 'aria-label': words, title: words, 'aria-current': chosen && 'true',
  }, year.holes.length ? String(year.holes.length) : h('span', {'aria-hidden': 'true'}, '·')));
}

function detail(source, year) {
  return h('section', {class: 'card', 'aria-live': 'polite'},
    h('h2', {}, `${source}, ${year.year}`),
    h('p', {}, `${year.days} of ${plural(year.expected_days, 'publication day')} have rates, ${plural(year.rates, 'rate')} in total.`),
    year.holes.length
      ? [h('p', {}, 'Publication days of its calendar without a rate:'), h('ul', {class: 'days'}, year.holes.map((day) => h('li', {}, day)))]
      : h('p', {}, 'There are no gaps.'));
}

export async function view({parameters, signal}) {
  const {coverage} = await get('api/v1/coverage', {}, signal);
  const heading = h('h1', {}, 'Coverage');
  if (!coverage.length) return [heading, empty('No rates yet', 'The lake is empty. Start fxlake run to fetch rates.')];
  const all = coverage.flatMap((one) => one.years.map(({year}) => year));
  const years = Array.from({length: Math.max(...all) - Math.min(...all) + 1}, (_, index) => Math.min(...all) + index);
  const chosen = [parameters.get('source'), Number(parameters.get('year'))];
  const holes = coverage.reduce((sum, one) => sum + one.years.reduce((part, year) => part + year.holes.length, 0), 0);
  const found = coverage.find(({source}) => source === chosen[0])?.years.find(({year}) => year === chosen[1]);
  const row = (one) => h('tr', {}, h('th', {scope: 'row'}, one.source, h('small', {}, `${one.first_day} to ${one.last_day}`)),
    years.map((wanted) => cell(one.source, one.years.find(({year}) => year === wanted), one.source === chosen[0] && wanted === chosen[1])));
  const matrix = h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Sources by year'},
    h('table', {class: 'matrix'}, h('caption', {class: 'unseen'}, 'Sources by year, with the number of missing days'),
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Source'), years.map((year) =>
        h('th', {scope: 'col'}, h('span', {class: 'unseen'}, String(year).slice(0, 2)), String(year).slice(2))))),
      h('tbody', {}, coverage.map(row))));
  // The newest years are on the right: on a narrow screen they come first.
  requestAnimationFrame(() => {
    (matrix.querySelector('[aria-current]') ?? matrix.querySelector('tr > :last-child')).scrollIntoView({block: 'nearest', inline: 'center'});
  });
  return [
    h('div', {class: 'title'}, heading, h('p', {class: 'lead'}, `${plural(coverage.length, 'source')}, ${count(all.length)} source years, ${plural(holes, 'gap')}.`)),
    h('div', {class: 'card'},
      matrix,
      h('p', {class: 'key'}, h('span', {class: 'year full'}, '·'), ' every day ', h('span', {class: 'year some'}, '2'), ' gaps ',
        h('span', {class: 'year part'}, '·'), ' part of a year ', h('span', {class: 'year none'}), ' no rates')),
    found ? detail(chosen[0], found) : h('p', {class: 'hint'}, 'Select a year to see its days.'),
  ];
}
