// SPDX-License-Identifier: Apache-2.0
// Every view at two sizes, in both themes: views.mjs SITE [FOLDER for screenshots]. Prints what is wrong, one a line, and how much was looked at.
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {openPage, overflow, show, unreachable, violations, withBrowser} from './browser.mjs';
import {DEEDS} from './deeds.mjs';

const [site, folder] = process.argv.slice(2);
const LOOKS = [{name: 'desktop', width: 1280, height: 860, theme: 'light'}, {name: 'phone', width: 390, height: 844, theme: 'dark'}];

// [name, address, what its text must have, what may be wrong]
const VIEWS = [
  ['chart', '#/chart', ['EUR/USD', '1.1172', 'published, ecb-history']],
  ['chart-percent', '#/chart?pairs=EUR-USD,EUR-GBP,EUR-CHF,USD-JPY&from=2016-10-30&to=2026-10-30&show=percent', ['EUR/CHF', '157.2502685285', 'cross via EUR']],
  ['chart-log', '#/chart?pairs=EUR-TRY&from=1999-01-04&to=2026-10-30&scale=log', ['EUR/TRY', '1999-01-04']],
  ['chart-nothing', '#/chart?pairs=EUR-RUB&from=2026-01-01&to=2026-02-01', ['No rates in this range'], /status of 404/],
  ['convert', '#/convert?amount=1234.50&from=USD&to=JPY&date=2026-10-25', ['1.1193', 'No rate was published for 2026-10-25', 'Round the final amount']],
  ['convert-refused', '#/convert?amount=1&from=EUR&to=RUB&date=2026-10-25', ['The conversion failed', 'no rate from EUR to RUB'], /status of 404/],
  ['coverage', '#/coverage?source=ecb-history&year=2021', ['2021-07-20', '2021-07-22']],
  ['freshness', '#/freshness', ['ecb-history', 'up to date', '2026-10-30']],
  ['runs', '#/runs', ['latest', 'succeeded', 'failed']],
  ['run', '#/runs/latest', ['Transformed', 'Succeeded', '0 revised']],
  ['run-failed', '#/runs/strict', ['Notify', 'RowCount > 1000000']],
  ['run-broken', '#/runs/broken', ['failure path', 'zip archive']],
  ['quality', '#/quality', ['RowCount > 0', 'all passed']],
  ['quarantine', '#/quarantine', ['the rate is negative', 'not a decimal number', '502 Bad Gateway']],
  ['revisions', '#/revisions', ['EUR/GBP', '0.84495']],
  ['nowhere', '#/nowhere', ['This view does not exist']],
];

await withBrowser(async (context) => {
  let looked = 0, wrong = 0;
  const report = (where, found) => {
    for (const text of found) console.log(`${where}: ${text}`);
    wrong += found.length;
  };
  if (folder) mkdirSync(folder, {recursive: true});
  for (const look of LOOKS) {
    const page = await openPage(context, site, look);
    for (const [name, address, words, expected] of VIEWS) {
      page.wrong.length = 0;
      await show(page, site, address);
      const text = await page.evaluate(() => document.querySelector('main').innerText);
      const missing = words.filter((word) => !text.includes(word)).map((word) => `does not say "${word}"`);
      if (folder) await page.screenshot({path: join(folder, `${name}-${look.name}.png`), fullPage: true});
      report(`${name} (${look.name})`, [...missing, ...await overflow(page), ...await violations(page), ...await unreachable(page), ...page.wrong.filter((text) => !expected?.test(text))]);
      looked += 1;
    }
    await page.close();
  }
  for (const [name, deed] of DEEDS) {
    const page = await openPage(context, site, LOOKS[0]);
    try {
      await deed(page, site);
    } catch (error) {
      report(name, [error.message.split('\n').slice(0, 6).join(' ')]);
    }
    report(name, page.wrong);
    await page.close();
  }
  console.log(`${looked} views and ${DEEDS.length} deeds, ${wrong} wrong`);
  process.exitCode = wrong ? 1 : 0;
});
