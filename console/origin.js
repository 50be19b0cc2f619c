// SPDX-License-Identifier: Apache-2.0
// The origin of the rates of one date: the published rates they are derived from, and the raw objects of those.
import {runAddress} from './address.js';
import {get} from './api.js';
import {h} from './dom.js';
import {count, time} from './format.js';

const SIGNS = {multiply: '×', divide: '÷'};

export function provenance(found) {
  const {fetch: fetched} = found;
  return h('dl', {class: 'facts'},
    h('dt', {}, 'Recorded'), h('dd', {}, time(found.recorded_at), fetched?.replayed && ' (from a recording)'),
    h('dt', {}, 'Raw object'), h('dd', {class: 'code'}, found.raw_object),
    h('dt', {}, 'SHA-256'), h('dd', {class: 'code'}, found.sha256),
    fetched?.url && [h('dt', {}, 'URL'), h('dd', {class: 'code'}, fetched.url, fetched.bytes ? ` (${count(fetched.bytes)} bytes)` : '')],
    found.run && [h('dt', {}, 'Run'), h('dd', {}, h('a', {href: runAddress(found.run)}, found.run))],
    found.revisions?.length > 0 && [h('dt', {}, 'Superseded'), found.revisions.map((old) => h('dd', {}, h('span', {class: 'exact'}, old.rate), ` until ${time(old.superseded_at)}`))]);
}

/** Published rates have a provenance in the direction in which they are published. */
async function legOrigin(leg, source, signal) {
  if (leg.kind !== 'published') return h('p', {}, 'Fixed by law.');
  const [base, target] = leg.operation === 'divide' ? [leg.to, leg.from] : [leg.from, leg.to];
  return provenance(await get('api/v1/provenance', {base, target, date: leg.date, source}, signal));
}

export const legLine = (leg) => h('p', {class: 'leg'}, h('strong', {}, `${leg.from} → ${leg.to}`), ` ${SIGNS[leg.operation] ?? leg.operation} `,
  h('span', {class: 'exact'}, leg.rate), ` ${leg.kind} for ${leg.date}`);

async function ofPair(one, day, source, signal) {
  const {rates} = await get('api/v1/rates', {base: one.base, symbols: one.target, date: day, on: 'exact', legs: 'true', source}, signal);
  const [rate] = rates;
  const legs = await Promise.all((rate.legs ?? []).map(async (leg) => h('li', {}, legLine(leg), await legOrigin(leg, source, signal))));
  return h('article', {class: 'card'}, h('h3', {}, `1 ${one.base} = `, h('span', {class: 'exact'}, rate.rate), ` ${one.target}`),
    h('p', {class: 'hint'}, `${rate.derivation}, by ${source}`), h('ol', {class: 'legs'}, legs));
}

export async function originPanel(element, loaded, state, index, signal) {
  const day = loaded.days[index];
  const there = loaded.series.filter((one) => one.rates[index]);
  let found;
  try {
    found = await Promise.all(there.map((one) => ofPair(one, day, state.source, signal)));
  } catch (error) {
    if (signal.aborted) return;
    found = [h('p', {class: 'notice bad', role: 'alert'}, error.message)];
  }
  element.replaceChildren(h('h2', {}, `Origin of the rates of ${day}`), h('div', {class: 'cards'}, found));
}
