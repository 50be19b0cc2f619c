// SPDX-License-Identifier: Apache-2.0
// The runs, and one run with its state machine.
import {address, runAddress} from '../address.js';
import {get} from '../api.js';
import {empty, h, pill, table} from '../dom.js';
import {between, count, plural, time} from '../format.js';
import {runDetail} from '../run_detail.js';

const KINDS = {SUCCEEDED: 'good', UNFINISHED: 'warn'};
export const statusPill = (status) => pill(KINDS[status] ?? 'bad', status.toLowerCase());

const PAGE = 50;

const pages = (offset, shown, all) => h('nav', {class: 'row pages', 'aria-label': 'Pages'},
  offset > 0 && h('a', {href: address('runs', {offset: Math.max(0, offset - PAGE) || ''})}, '← Newer'),
  h('span', {class: 'lead'}, shown ? `${count(offset + 1)} to ${count(offset + shown)} of ${count(all)}` : `none of ${count(all)}`),
  offset + shown < all && h('a', {href: address('runs', {offset: offset + PAGE})}, 'Older →'));

async function one(name, signal) {
  const found = await get(`api/v1/runs/${encodeURIComponent(name)}`, {}, signal);
  const {report} = found;
  return [
    h('nav', {class: 'crumbs', 'aria-label': 'Breadcrumb'}, h('a', {href: address('runs')}, 'Runs')),
    h('div', {class: 'title'}, h('h1', {}, name), statusPill(report?.status ?? 'UNFINISHED'),
      report && h('p', {class: 'lead'}, time(report.started), ', took ', between(report.started, report.finished), report.replayed && ', from a recording')),
    await runDetail(found),
  ];
}

export async function view({item, parameters, signal}) {
  if (item) return one(item, signal);
  const offset = Math.max(0, Number.parseInt(parameters.get('offset') ?? '0', 10) || 0);
  const {count: all, runs} = await get('api/v1/runs', {limit: PAGE, offset}, signal);
  const heading = h('h1', {}, 'Runs');
  if (!all) return [heading, empty('No runs yet', 'fxlake run fetches from the sources, transforms new responses and validates the lake.')];
  const failed = runs.filter(({status}) => status !== 'SUCCEEDED').length;
  return [
    h('div', {class: 'title'}, heading, h('p', {class: 'lead'}, `${plural(all, 'run')}; ${failed} of the ${runs.length} shown failed.`)),
    h('div', {class: 'card'}, table('Runs, newest first', [
      {title: 'Run', head: true, cell: (run) => h('a', {href: runAddress(run.name)}, run.name)},
      {title: 'Status', cell: (run) => statusPill(run.status)},
      {title: 'Started (UTC)', cell: (run) => time(run.started)},
      {title: 'Took', number: true, cell: (run) => between(run.started, run.finished)},
      {title: 'Sources', cell: (run) => run.sources.map(({source, ok}) => [ok ? source : pill('bad', `${source} failed`), ' '])},
      {title: 'Rules', cell: (run) => (run.rules === null ? '–' : run.rules_failed ? pill('bad', `${run.rules_failed} of ${run.rules} failed`) : `${run.rules} passed`)},
    ], runs)),
    all > runs.length && pages(offset, runs.length, all),
  ].filter(Boolean);
}
