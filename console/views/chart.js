// SPDX-License-Identifier: Apache-2.0
// Rates of any pairs over any range. Plotted values are floats; printed values are the exact text of the API.
import {address, go} from '../address.js';
import {currencies, filledSources} from '../api.js';
import {choice, empty, field, h} from '../dom.js';
import {before} from '../format.js';
import {pairPanel} from '../pair_panel.js';
import {plot} from '../plot.js';
import {originPanel} from '../origin.js';
import {loadSeries} from '../series.js';

const RANGES = [['1M', {months: 1}], ['6M', {months: 6}], ['1Y', {months: 12}], ['5Y', {months: 60}], ['10Y', {months: 120}]];
const MOST_PAIRS = 6;

function read(parameters, source) {
  const pairs = (parameters.get('pairs') ?? 'EUR-USD').split(',').filter((pair) => /^[A-Z]{3}-[A-Z]{3}$/.test(pair)).slice(0, MOST_PAIRS);
  const to = parameters.get('to') || source.last_day;
  return {
    pairs: [...new Set(pairs)], to,
    from: parameters.get('from') || before(to, {months: 12}),
    show: parameters.get('show') === 'percent' ? 'percent' : 'rate',
    scale: parameters.get('scale') === 'log' ? 'log' : 'linear',
    source: source.name,
  };
}

const toggle = (label, options, chosen, change) =>
  h('div', {class: 'toggle', role: 'group', 'aria-label': label}, options.map(([value, text]) =>
    h('button', {type: 'button', 'aria-pressed': String(value === chosen), onclick: () => change(value)}, text)));

function rangeForm(state, source, change) {
  const from = h('input', {type: 'date', value: state.from, min: source.first_day, max: source.last_day, required: true});
  const to = h('input', {type: 'date', value: state.to, min: source.first_day, max: source.last_day, required: true});
  const take = () => {
    if (from.value && to.value && from.value < to.value) change({from: from.value, to: to.value});
  };
  from.addEventListener('change', take);
  to.addEventListener('change', take);
  const presets = [...RANGES.map(([name, span]) => [name, before(source.last_day, span)]), ['All', source.first_day]];
  return h('div', {class: 'row'},
    toggle('Range', presets.map(([name, day]) => [day, name]), state.to === source.last_day ? state.from : '',
      (day) => change({from: day, to: source.last_day})),
    field('From', from), field('To', to));
}

export async function view({parameters, signal}) {
  const filled = await filledSources();
  const heading = h('h1', {}, 'Exchange rates');
  if (!filled.length) return [heading, empty('No rates yet', 'The lake is empty. Start fxlake run; this page shows the rates as soon as the run has committed.')];
  const source = filled.find(({name}) => name === parameters.get('source')) ?? filled[0];
  const state = read(parameters, source);
  const change = (part) => {
    const next = {...state, ...part};
    go('chart', {
      pairs: next.pairs.join(','), from: next.from, to: next.to,
      show: next.show === 'percent' && 'percent', scale: next.scale === 'log' && 'log',
      source: next.source !== filled[0].name && next.source,
    });
  };
  const [names, loaded] = await Promise.all([currencies(), state.pairs.length ? loadSeries(state, signal) : {days: [], series: []}]);
  const origin = h('section', {class: 'origin', 'aria-live': 'polite'});
  const panel = pairPanel(loaded, state, {names, most: MOST_PAIRS, change});
  const figure = loaded.days.length
    ? plot(loaded, state, {
      signal,
      hover: (index) => panel.show(index),
      pick: (index) => originPanel(origin, loaded, state, index, signal),
      zoom: (from, to) => change(from ? {from, to} : {from: source.first_day, to: source.last_day}),
    })
    : empty('No rates in this range', `${source.title} has no rates of ${state.pairs.join(', ') || 'any pair'} from ${state.from} to ${state.to}.`);
  return [
    h('div', {class: 'title'}, heading, h('p', {class: 'lead'}, source.title, ', ', state.from, ' to ', state.to)),
    h('div', {class: 'row controls'},
      filled.length > 1 && field('Source', choice(filled.map(({name}) => [name, name]), source.name,
        {onchange: (event) => change({source: event.target.value})})),
      rangeForm(state, source, change),
      toggle('Values', [['rate', 'Rate'], ['percent', '% change']], state.show, (show) => change({show})),
      toggle('Scale', [['linear', 'Linear'], ['log', 'Log']], state.show === 'percent' ? 'linear' : state.scale, (scale) => change({scale, show: 'rate'}))),
    figure, panel.element, origin,
    h('p', {class: 'hint'}, 'Drag over the chart to zoom, double-click for the whole history. Keys: ← → move by one day, Page Up and Page Down by 20 days, ',
      '+ and − zoom, Enter shows the origin of the rate. ', h('a', {href: address('convert', {from: state.pairs[0]?.slice(0, 3), to: state.pairs[0]?.slice(4)})}, 'Convert an amount')),
  ];
}
