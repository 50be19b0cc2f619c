// SPDX-License-Identifier: Apache-2.0
// The rates of several pairs on one axis of days.
import {get} from './api.js';
import {seconds} from './format.js';

/** The rates of a base; a currency without rates is skipped and does not end the others. */
async function ratesOf(base, symbols, range, signal) {
  try {
    return (await get('api/v1/rates', {base, symbols: symbols.join(','), ...range}, signal)).rates;
  } catch (error) {
    if (error.status !== 404) throw error;
    if (symbols.length === 1) return [];
    return (await Promise.all(symbols.map((symbol) => ratesOf(base, [symbol], range, signal)))).flat();
  }
}

/**
 * {days, series: [{pair, base, target, rates, plotted}]}: `rates` are the API's rates (exact text, derivation, rate date) and `plotted`
 * floats for the canvas, one for each of `days`; null on a day without a rate.
 */
export async function loadSeries({pairs, from, to, source}, signal) {
  const wanted = pairs.map((pair) => ({pair, base: pair.slice(0, 3), target: pair.slice(4)}));
  const answers = new Map();
  await Promise.all([...new Set(wanted.map(({base}) => base))].map(async (base) => {
    const symbols = wanted.filter((one) => one.base === base).map(({target}) => target);
    for (const rate of await ratesOf(base, symbols, {from, to, source}, signal)) {
      const key = `${base}-${rate.target}`;
      if (!answers.has(key)) answers.set(key, new Map());
      answers.get(key).set(rate.date, rate);
    }
  }));
  const days = [...new Set([...answers.values()].flatMap((rates) => [...rates.keys()]))].sort();
  const series = wanted.map((one) => {
    const found = answers.get(one.pair) ?? new Map();
    const rates = days.map((day) => found.get(day) ?? null);
    return {...one, rates, plotted: rates.map((rate) => (rate === null ? null : Number(rate.rate)))};
  });
  return {days, unix: days.map(seconds), series};
}

/** The change of each point from the first one, in percent; for the chart only, not exact. */
export function changes(plotted) {
  const first = plotted.find((value) => value !== null);
  return plotted.map((value) => (value === null ? null : (value / first - 1) * 100));
}

export const percent = (value) => (value === null || value === undefined ? '' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)} %`);
