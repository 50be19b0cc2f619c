// SPDX-License-Identifier: Apache-2.0
// Below the chart: the exact rate of each pair on the date under the cursor, and controls to add and remove a pair.
import {choice, field, h, table} from './dom.js';
import {changes, percent} from './series.js';

function adder(state, {names, most, change}) {
  if (state.pairs.length >= most) return h('p', {class: 'hint'}, `A chart shows at most ${most} pairs.`);
  const options = names.map(([code, name]) => [code, `${code} · ${name}`]);
  const base = choice(options, state.pairs.at(-1)?.slice(0, 3) ?? 'EUR');
  const target = choice(options, state.pairs.some((pair) => pair.endsWith('GBP')) ? 'JPY' : 'GBP');
  const add = (event) => {
    event.preventDefault();
    const pair = `${base.value}-${target.value}`;
    if (base.value === target.value || state.pairs.includes(pair)) return;
    change({pairs: [...state.pairs, pair], show: state.pairs.length ? 'percent' : state.show});
  };
  return h('form', {class: 'row add', onsubmit: add}, field('1 unit of', base), field('in', target), h('button', {type: 'submit', class: 'primary'}, 'Add pair'));
}

export function pairPanel(loaded, state, tools) {
  const moved = loaded.series.map(({plotted}) => changes(plotted));
  const cells = loaded.series.map(() => Object.fromEntries(['rate_date', 'rate', 'derivation', 'change'].map((name) => [name, h('span', {})])));
  const lastOf = (one) => one.rates.findLastIndex((rate) => rate !== null);
  const show = (hovered) => loaded.series.forEach((one, index) => {
    const at = hovered ?? lastOf(one);
    const rate = one.rates[at] ?? null;
    const cell = cells[index];
    cell.rate_date.textContent = rate?.rate_date ?? loaded.days[at] ?? '';
    cell.rate.textContent = rate?.rate ?? 'no rate';
    cell.derivation.textContent = rate ? `${rate.derivation}, ${state.source}` : '';
    cell.change.textContent = percent(moved[index][at]);
    cell.change.className = (moved[index][at] ?? 0) < 0 ? 'down' : 'up';
  });
  show(null);
  const remove = (one) => h('button', {
    type: 'button', class: 'quiet', 'aria-label': `Remove ${one.pair}`, onclick: () => tools.change({pairs: state.pairs.filter((pair) => pair !== one.pair)}),
  }, '×');
  const rows = loaded.series.map((one, index) => ({one, index}));
  const values = table('Rates on the date under the cursor', [
    {title: 'Pair', head: true, cell: ({one, index}) => [h('span', {class: `swatch series-${index + 1}`}), ` ${one.base}/${one.target}`]},
    {title: 'Rate', number: true, kind: 'exact', cell: ({index}) => cells[index].rate},
    {title: 'Change', number: true, cell: ({index}) => cells[index].change},
    {title: 'Rate date', cell: ({index}) => cells[index].rate_date},
    {title: 'Derivation and source', cell: ({index}) => cells[index].derivation},
    {title: h('span', {class: 'unseen'}, 'Remove'), cell: ({one}) => state.pairs.length > 1 && remove(one)},
  ], rows);
  return {element: h('section', {class: 'card pairs', 'aria-label': 'Pairs'}, rows.length > 0 && values, adder(state, tools)), show};
}
