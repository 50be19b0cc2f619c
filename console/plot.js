// SPDX-License-Identifier: Apache-2.0
// The canvas: uPlot, with keyboard control and both themes.
import {h} from './dom.js';
import {before, dayOf} from './format.js';
import {changes} from './series.js';

const uPlot = () => window.uPlot;

/** A custom property as the canvas understands it. */
function color(name) {
  const probe = h('span', {style: {color: `var(${name})`}});
  document.body.append(probe);
  const {color} = getComputedStyle(probe);
  probe.remove();
  return color;
}

const number = (value) => (value === null ? '' : Number(value.toPrecision(7)).toString());

function options(loaded, state, size, on) {
  const axis = {
    stroke: color('--ink-soft'), grid: {stroke: color('--line'), width: 1}, ticks: {show: false},
    font: '12px system-ui, sans-serif',
  };
  const percent = state.show === 'percent';
  return {
    ...size,
    tzDate: (unix) => uPlot().tzDate(new Date(unix * 1000), 'Etc/UTC'),
    legend: {show: false},
    padding: [12, 12, 0, 0],
    cursor: {
      drag: {x: true, y: false, setScale: false},
      points: {size: 8},
      bind: {dblclick: () => () => on.zoom(null, null)},
    },
    scales: {x: {time: true}, y: {distr: state.scale === 'log' && !percent ? 3 : 1}},
    axes: [
      {...axis, space: 80},
      {...axis, size: (_, values) => 20 + 7 * Math.max(4, ...(values ?? []).map((value) => String(value ?? '').length)),
        values: (_, splits) => splits.map((value) => (value === null ? null : number(value) + (percent ? ' %' : '')))},
    ],
    series: [{}, ...loaded.series.map((one, index) => ({
      label: one.pair, stroke: color(`--series-${index + 1}`), width: 1.75, spanGaps: true, points: {show: loaded.days.length < 40, size: 5},
    }))],
    hooks: {
      setCursor: [(plotted) => on.hover(plotted.cursor.idx)],
      setSelect: [(plotted) => {
        const {left, width} = plotted.select;
        if (width < 4) return;
        on.zoom(dayOf(Math.floor(plotted.posToVal(left, 'x'))), dayOf(Math.ceil(plotted.posToVal(left + width, 'x'))));
      }],
    },
  };
}

function keys(frame, plotted, loaded, on) {
  let at = loaded.days.length - 1;
  const move = (to) => {
    at = Math.min(Math.max(to, 0), loaded.days.length - 1);
    const index = loaded.series.findIndex((one) => one.rates[at] !== null);
    plotted().setCursor({left: plotted().valToPos(loaded.unix[at], 'x'), top: index < 0 ? 0 : plotted().valToPos(plotted().data[index + 1][at], 'y')});
  };
  const zoom = (share) => {
    const middle = loaded.unix[at], half = ((loaded.unix.at(-1) - loaded.unix[0]) * share) / 2;
    const from = dayOf(middle - half), to = dayOf(Math.min(middle + half, Date.now() / 1000));
    if (from < before(to, {days: 5})) on.zoom(from, to);
  };
  const actions = {
    ArrowLeft: () => move(at - 1), ArrowRight: () => move(at + 1), PageUp: () => move(at - 20), PageDown: () => move(at + 20),
    Home: () => move(0), End: () => move(loaded.days.length - 1), '+': () => zoom(0.5), '-': () => zoom(2), Enter: () => on.pick(at),
  };
  frame.addEventListener('keydown', (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? null : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** `on`: hover(index or null), pick(index), zoom(from, to; nulls for everything), signal that ends it. */
export function plot(loaded, state, on) {
  const data = [loaded.unix, ...loaded.series.map(({plotted}) => (state.show === 'percent' ? changes(plotted) : plotted))];
  const names = loaded.series.map(({base, target}) => `${base} in ${target}`).join(', ');
  const frame = h('div', {
    class: 'plot', tabindex: '0', role: 'application',
    'aria-label': `Chart of ${names}, ${loaded.days[0]} to ${loaded.days.at(-1)}. Arrow keys move by one day; the table below has the values.`,
  });
  let drawn = null;
  const size = () => ({width: frame.clientWidth, height: frame.clientHeight});
  const draw = () => {
    drawn?.destroy();
    drawn = new (uPlot())(options(loaded, state, size(), on), data, frame);
    on.hover(null);
  };
  const watcher = new ResizeObserver(() => {
    if (!frame.clientWidth) return;
    if (!drawn) draw();
    else if (drawn.width !== frame.clientWidth || drawn.height !== frame.clientHeight) drawn.setSize(size());
  });
  watcher.observe(frame);
  frame.addEventListener('click', () => drawn?.cursor.idx !== null && on.pick(drawn.cursor.idx));
  keys(frame, () => drawn, loaded, on);
  addEventListener('fxlake-theme', draw, {signal: on.signal});
  on.signal.addEventListener('abort', () => {
    watcher.disconnect();
    drawn?.destroy();
  });
  return frame;
}
