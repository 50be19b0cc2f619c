// SPDX-License-Identifier: Apache-2.0
// A drawing of a state machine, colored by the outcome of one run.
import {svg} from './dom.js';
import {duration} from './format.js';
import {layout} from './state_layout.js';

const SHAPES = {Choice: '◇', Map: '▤', Parallel: '▥', Task: '▸', Pass: '·', Wait: '◷', Succeed: '✓', Fail: '✕'};

/** The pairs of states that were entered one after the other, as "from\nto". */
function stepsTaken(states) {
  const taken = new Set(), last = new Map();
  for (const {state, depth, item} of states) {
    const level = `${depth} ${item}`;
    if (last.has(level)) taken.add(`${last.get(level)}\n${state}`);
    last.set(level, state);
  }
  return taken;
}

function path(from, to, kind) {
  const below = {x: from.x + from.width / 2, y: from.y + from.height}, above = {x: to.x + to.width / 2, y: to.y};
  if (kind === 'catch' && to.x > from.x) {
    // In the gap below the state, so that it crosses none that stands beside it.
    const x = from.x + from.width - 14, y = below.y + 8, turn = 6;
    return `M${x} ${below.y}V${y - turn}Q${x} ${y} ${x + turn} ${y}H${above.x - turn}Q${above.x} ${y} ${above.x} ${y + turn}V${above.y - 5}`;
  }
  if (Math.abs(below.x - above.x) < 1) return `M${below.x} ${below.y}V${above.y - 5}`;
  const middle = above.y - 15, turn = above.x > below.x ? 8 : -8;
  return `M${below.x} ${below.y}V${middle - 8}Q${below.x} ${middle} ${below.x + turn} ${middle}H${above.x - turn}Q${above.x} ${middle} ${above.x} ${middle + 8}V${above.y - 5}`;
}

function way({from, to, kind}, nodes, taken) {
  const ends = [from, to].map((name) => nodes.find((node) => node.name === name));
  const walked = taken.has(`${from}\n${to}`);
  return svg('path', {class: `way ${kind}${walked ? ' taken' : ''}`, d: path(...ends, kind), 'marker-end': `url(#${walked ? 'tip-taken' : 'tip'})`});
}

function box(node, visit) {
  const outcome = visit ? visit.outcome : 'idle';
  const took = visit && (visit.type === 'Fail' || visit.type === 'Succeed' ? '' : duration(visit.milliseconds));
  const attempts = visit?.attempts > 1 ? ` · ${visit.attempts}×` : '';
  return svg('g', {class: `state ${outcome}${node.inside ? ' outer' : ''}`},
    svg('title', {}, `${node.name}: ${visit ? outcome : 'not entered'}${took ? `, ${took}` : ''}${visit?.error ? `, ${visit.error}` : ''}`),
    svg('rect', {x: node.x, y: node.y, width: node.width, height: node.height, rx: 8}),
    svg('text', {class: 'sign', x: node.x + 12, y: node.y + (took ? 18 : 26)}, SHAPES[node.state.Type] ?? ''),
    svg('text', {class: 'name', x: node.x + 28, y: node.y + (took ? 18 : 26)}, node.name),
    took && !node.inside && svg('text', {class: 'took', x: node.x + 28, y: node.y + 34}, took + attempts),
    took && node.inside && svg('text', {class: 'took', x: node.x + node.width - 12, y: node.y + 18, 'text-anchor': 'end'}, took));
}

function level(drawn, states, depth) {
  const here = states.filter((state) => state.depth === depth);
  const taken = stepsTaken(here);
  const nodes = drawn.nodes.map((node) => {
    const visit = here.findLast(({state}) => state === node.name);
    const inside = node.inside && svg('g', {transform: `translate(${node.inside.x} ${node.inside.y})`}, level(node.inside, visit ? states : [], depth + 1));
    return [box(node, visit), inside];
  });
  const ways = [...drawn.ways].sort((a, b) => taken.has(`${a.from}\n${a.to}`) - taken.has(`${b.from}\n${b.to}`));
  return [ways.map((one) => way(one, drawn.nodes, taken)), nodes];
}

const tip = (id) => svg('marker', {id, viewBox: '0 0 8 8', refX: 4, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto'}, svg('path', {class: id, d: 'M0 0L8 4L0 8Z'}));

/** `states`: the visits of one run with their outcomes, of an iteration only those of one item. */
export function drawMachine(definition, states) {
  const drawn = layout(definition);
  const entered = states.map(({state}) => state).join(', ');
  const edge = 4;
  return svg('svg', {
    class: 'state-machine', role: 'img', 'aria-label': `The state machine. Entered: ${entered}. The table of states has the same information as text.`,
    viewBox: `${-edge} ${-edge} ${drawn.width + 2 * edge} ${drawn.height + 2 * edge}`, width: drawn.width + 2 * edge, height: drawn.height + 2 * edge,
  }, svg('defs', {}, tip('tip'), tip('tip-taken')), level(drawn, states, 0));
}
