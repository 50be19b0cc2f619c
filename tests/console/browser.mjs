// SPDX-License-Identifier: Apache-2.0
// A Chromium that asks nobody but the server under test, and pages that note everything that is wrong with them.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const [packages, program] = [process.env.FXLAKE_NODE_PACKAGES, process.env.FXLAKE_CHROMIUM];
const require = createRequire(join(packages, 'any.js'));
const {chromium} = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const OPTIONS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb'];

/** use(context) with a browser and a profile of its own, gone afterwards. */
export async function withBrowser(use) {
  const profile = mkdtempSync(join(tmpdir(), 'fxlake-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {executablePath: program, headless: true, args: OPTIONS, reducedMotion: 'reduce'});
  try {
    return await use(context);
  } finally {
    await context.close();
    rmSync(profile, {recursive: true, force: true, maxRetries: 5});
  }
}

/** A page with `wrong`: what it said on its console, what it threw, and requests to others than `site`. */
export async function openPage(context, site, {width, height, theme}) {
  const page = await context.newPage();
  await page.setViewportSize({width, height});
  await page.emulateMedia({colorScheme: theme, reducedMotion: 'reduce'});
  page.wrong = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.wrong.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => page.wrong.push(`thrown: ${error.message}`));
  page.on('request', (request) => /^https?:/.test(request.url()) && !request.url().startsWith(`${site}/`) && page.wrong.push(`asks ${request.url()}`));
  return page;
}

let loads = 0;

/** Loads the console at an address and waits until its view is there. The number makes it a load: another hash alone would be none. */
export async function show(page, site, hash) {
  await page.goto(`${site}/?${loads++}${hash}`);
  await page.waitForSelector('main[aria-busy="false"] h1');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** What axe finds: one text for each violation. */
export async function violations(page) {
  const found = await page.evaluate(`${axe}; axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations.map(({id, nodes}) =>
    id + ': ' + nodes.slice(0, 3).map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? '')).join('; ')))`);
  return found.map((text) => `axe: ${text}`);
}

/** What can be worked with a pointer and is not reached by the Tab key. */
export async function unreachable(page) {
  const all = await page.evaluate(() => {
    const usable = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')].filter((one) => one.checkVisibility());
    usable.forEach((one, index) => one.setAttribute('data-reach', index));
    document.activeElement?.blur();
    getSelection().removeAllRanges();
    addEventListener('focusin', (event) => event.target.removeAttribute('data-reach'), true);
    return usable.length;
  });
  // A date has a stop for each of its parts. Ten presses are on their way at a time.
  const tenPresses = () => Promise.all(Array.from({length: 10}, () => page.keyboard.press('Tab')));
  for (let pressed = 0; pressed < all + 40 && await page.$('[data-reach]'); pressed += 10) await tenPresses();
  return page.evaluate(() => [...document.querySelectorAll('[data-reach]')].slice(0, 3).map((one) => `not reached by Tab: ${one.outerHTML.slice(0, 120)}`));
}

export const overflow = (page) => page.evaluate(() => {
  const {scrollWidth, clientWidth} = document.scrollingElement;
  return scrollWidth > clientWidth ? [`wider than the screen: ${scrollWidth} > ${clientWidth}`] : [];
});
