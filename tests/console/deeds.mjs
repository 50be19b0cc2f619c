// SPDX-License-Identifier: Apache-2.0
// What people do with the console, and what has to come of it.
import assert from 'node:assert/strict';
import {show} from './browser.mjs';

const cell = (page, row, column) => page.locator(`.pairs tbody tr:nth-child(${row}) > :nth-child(${column})`);
const settled = (page) => page.waitForSelector('main[aria-busy="false"] h1');
const ask = async (site, path) => (await fetch(`${site}/api/v1/${path}`)).json();
const inHash = (page, text) => page.waitForFunction((wanted) => location.hash.includes(wanted), text);

async function hoverShowsTheExactRate(page, site) {
  const {rates} = await ask(site, 'rates?base=USD&symbols=JPY&from=2026-10-01&to=2026-10-30');
  await show(page, site, '#/chart?pairs=USD-JPY&from=2026-10-01&to=2026-10-30');
  const box = await page.locator('.plot .u-over').boundingBox();
  await page.mouse.move(box.x + 1, box.y + 40);
  await page.waitForFunction((day) => document.querySelector('.pairs').textContent.includes(day), rates[0].date);
  assert.equal(await cell(page, 1, 2).innerText(), rates[0].rate);
}

async function keysMoveDayByDayAndTellTheOrigin(page, site) {
  const {rates} = await ask(site, 'rates?base=EUR&symbols=GBP&from=2026-10-01&to=2026-10-30');
  const changed = rates.findIndex(({date}) => date === '2026-10-27');
  await show(page, site, '#/chart?pairs=EUR-GBP&from=2026-10-01&to=2026-10-30');
  await page.locator('.plot').focus();
  await page.keyboard.press('End');
  for (let at = rates.length - 1; at > changed; at -= 1) await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((rate) => document.querySelector('.pairs').textContent.includes(rate), rates[changed].rate);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.origin dl');
  const {sha256} = await ask(site, 'provenance?base=EUR&target=GBP&date=2026-10-27');
  const text = await page.locator('.origin').innerText();
  for (const word of [sha256, '0.84495', 'eurofxref-hist.zip', 'correction']) assert.ok(text.includes(word), `the origin does not name ${word}`);
}

async function draggingZoomsAndTheAddressKeepsIt(page, site) {
  await show(page, site, '#/chart?pairs=EUR-USD&from=1999-01-04&to=2026-10-30');
  const box = await page.locator('.plot .u-over').boundingBox();
  await page.mouse.move(box.x + box.width / 4, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 60, {steps: 5});
  await page.mouse.up();
  await page.waitForFunction(() => /from=200[56]/.test(location.hash) && /to=2012/.test(location.hash));
  await settled(page);
  const address = await page.evaluate(() => location.hash);
  const lead = await page.locator('.lead').innerText();
  await show(page, site, address);
  assert.equal(await page.locator('.lead').innerText(), lead);
}

async function pairsAreAddedAndRemoved(page, site) {
  await show(page, site, '#/chart');
  await page.selectOption('.add select >> nth=0', 'USD');
  await page.selectOption('.add select >> nth=1', 'CHF');
  await page.click('.add button');
  await inHash(page, 'USD-CHF');
  await page.waitForSelector('.pairs tbody tr:nth-child(2)');
  await page.getByLabel('Remove EUR-USD').click();
  await page.waitForFunction(() => document.querySelectorAll('.pairs tbody tr').length === 1);
  assert.ok((await cell(page, 1, 1).innerText()).includes('USD/CHF'));
  await page.getByRole('button', {name: 'Log'}).click();
  await inHash(page, 'scale=log');
}

async function theConverterShowsWhatTheApiSays(page, site) {
  await show(page, site, '#/convert');
  await page.getByLabel('Amount').fill('0.1');
  await page.getByLabel('Round').selectOption('floor');
  await inHash(page, 'rule=floor');
  await page.getByRole('button', {name: 'Swap the currencies'}).click();
  await inHash(page, 'from=JPY');
  await settled(page);
  const answer = await ask(site, 'convert?amount=0.1&from=JPY&to=USD&date=2026-10-30&rule=floor');
  assert.equal(await page.locator('.big .exact').innerText(), answer.result);
  assert.equal(await page.locator('.steps > li').count(), answer.steps.length + 2);
}

async function theThemeIsChosenAndKept(page, site) {
  await show(page, site, '#/runs');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.click('#theme');
  await page.click('#theme');
  assert.notEqual(await ground(), light);
  await show(page, site, '#/chart');
  assert.notEqual(await ground(), light);
  await page.click('#theme');
  assert.equal(await ground(), light);
}

async function theMachineIsColoredByWhatHappened(page, site) {
  const outcomes = () => page.locator('.state-machine g.state').evaluateAll((all) =>
    Object.fromEntries(all.map((one) => [one.querySelector('.name').textContent, one.classList[1]])));
  await show(page, site, '#/runs/latest');
  assert.deepEqual(await outcomes(), {
    Defaults: 'ok', Request: 'ok', Sources: 'ok', Ingest: 'ok', 'New data?': 'ok', Transform: 'ok', Transformed: 'ok', 'Nothing new': 'idle', 'Source failed': 'idle',
    Query: 'ok', Results: 'ok', Validate: 'ok', 'Passed?': 'ok', Succeeded: 'ok', Notify: 'idle', Failed: 'idle', Broken: 'idle',
    'Failing rows': 'idle', 'Query rows': 'idle', 'Read rows': 'idle', 'Rows known': 'idle', 'Rows unknown': 'idle', 'Name rows': 'idle',
  });
  await show(page, site, '#/runs/broken');
  const broken = await outcomes();
  assert.equal(broken.Failed, 'failed');
  assert.equal(broken.Succeeded, 'idle');
}

export const DEEDS = [
  hoverShowsTheExactRate, keysMoveDayByDayAndTellTheOrigin, draggingZoomsAndTheAddressKeepsIt, pairsAreAddedAndRemoved,
  theConverterShowsWhatTheApiSays, theThemeIsChosenAndKept, theMachineIsColoredByWhatHappened,
].map((deed) => [deed.name, deed]);
