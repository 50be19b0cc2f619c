// SPDX-License-Identifier: Apache-2.0
// Formats of everything but rates. Rates are shown exactly as the API returns them.

export const time = (instant) => (instant ? `${instant.slice(0, 10)} ${instant.slice(11, 19)}` : '–');

export function duration(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) return '';
  if (milliseconds < 1) return '<1 ms';
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(2)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
}

export const between = (from, to) => (from && to ? duration(Date.parse(to) - Date.parse(from)) : '');

export const count = (number) => (number === null || number === undefined ? '–' : String(number).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f'));

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** The day some days or years before another, both YYYY-MM-DD. */
export function before(day, {days = 0, months = 0}) {
  const date = new Date(`${day}T00:00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last) - days);
  return date.toISOString().slice(0, 10);
}

export const seconds = (day) => Date.parse(`${day}T00:00:00Z`) / 1000;
export const dayOf = (unix) => new Date(unix * 1000).toISOString().slice(0, 10);
