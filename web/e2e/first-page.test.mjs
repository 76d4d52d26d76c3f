/**
 * The first page as a person uses it, in a real browser against a running server. The Java test that starts the server
 * gives, by environment: QZ_URL; QZ_UNIT, the village's code; QZ_ROSTER, a workbook the village keeps; QZ_TEMPLATE, a bureau's blank template;
 * QZ_OUT, a folder for the download and the pictures; CHROMIUM, the browser's path.
 */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const {
  QZ_URL,
  QZ_UNIT,
  QZ_ROSTER,
  QZ_TEMPLATE,
  QZ_OUT,
  CHROMIUM = '/usr/bin/chromium',
} = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WAIT = { timeout: 60_000 };
let browser;
let page;
const troubles = [];

before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  page = await browser.newPage({ viewport: { width: 1400, height: 900 }, acceptDownloads: true });
  page.on('pageerror', (e) => troubles.push(e.message));
  await page.goto(QZ_URL);
});
after(async () => {
  await browser?.close();
});

async function violations() {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document));
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`);
}

test('a roster that is dropped is read, booked and reported row by row', async () => {
  await page.selectOption('#unit-pick select', QZ_UNIT);
  await page.setInputFiles('input[name=imports]', QZ_ROSTER);
  await page.waitForSelector('.jobs .job-stage.done', WAIT);
  const report = await page.textContent('.jobs > li');
  const [, rows, accepted, refused] = /共 (\d+) 行，收下 (\d+) 行，退回 (\d+) 行/.exec(report);
  assert.ok(Number(accepted) > 0);
  assert.equal(Number(rows), Number(accepted) + Number(refused));
  assert.deepEqual(await violations(), []);
});

test('a template that is dropped comes back filled, each value with its source', async () => {
  await page.setInputFiles('input[name=drafts]', QZ_TEMPLATE);
  await page.waitForSelector('a.open', WAIT);
  await page.click('a.open');
  await page.waitForSelector('.sheet-show td.known', WAIT);
  await page.click('td.known .pick');
  const source = await page.textContent('.cell-show .source');
  assert.match(source, new RegExp(path.basename(QZ_ROSTER).replace(/[.()]/g, '\\$&')));
  assert.deepEqual(await violations(), []);
});

const unknownCount = async () =>
  Number(/\d+/.exec(await page.textContent('.draft-head .unknown'))[0]);

test('an answer that cannot be right is refused, the right one is taken where it is asked', async () => {
  const before_ = await unknownCount();
  const asked = await page.evaluate(async () => {
    const id = location.hash.split('/').pop();
    const draft = await (await fetch(`/api/drafts/${id}`)).json();
    return draft.cells.find((c) => c.state === 'unknown' && c.elementName?.includes('电话'))?.ref;
  });
  assert.ok(asked, 'the generated village has somebody whose phone nobody told');
  await page.click(`td[data-ref="${asked}"] .pick`);
  await page.fill('.answer input', '不是电话');
  await page.click('.answer button');
  await page.waitForSelector('.answer .problem', WAIT);
  assert.equal(await unknownCount(), before_);
  await page.fill('.answer input', '10012345678');
  await page.click('.answer button');
  await page.waitForSelector('.told:not(:empty)', WAIT);
  assert.ok((await unknownCount()) < before_);
  assert.equal(await page.locator(`td[data-ref="${asked}"].known`).count(), 1);
});

test('the next unknown cell is one key away', async () => {
  await page.click('.draft-acts button');
  assert.match(await page.textContent('.cell-show .legend'), /待填/);
});

test('a meaning is corrected with two clicks and can be taken back', async () => {
  const row = page.locator('.meaning-row').first();
  if ((await row.count()) === 0) await page.click('.meaning-list > button');
  const first = page.locator('.meaning-row').first();
  const where = await first.locator('.where').textContent();
  await first.locator('.meaning-head').click();
  await first.locator('.choices button').first().click();
  await page.waitForFunction(
    () => document.querySelector('.told')?.textContent.includes('更正'),
    null,
    WAIT,
  );
  if ((await page.locator('.meaning-list > button[aria-expanded=false]').count()) > 0)
    await page.click('.meaning-list > button[aria-expanded=false]');
  const again = page.locator('.meaning-row', { hasText: where }).first();
  await again.locator('.meaning-head').click();
  const withdraw = again.locator('button', { hasText: '撤回' });
  assert.equal(await withdraw.count(), 1);
  await withdraw.click();
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'), null, WAIT);
});

test('the filled workbook is downloaded under the name of the template', async () => {
  const waiting = page.waitForEvent('download', WAIT);
  await page.click('a.download');
  const download = await waiting;
  const file = path.join(QZ_OUT, download.suggestedFilename());
  await download.saveAs(file);
  assert.equal(download.suggestedFilename(), path.basename(QZ_TEMPLATE));
  assert.ok(statSync(file).size > 1000);
});

test('a file that is no workbook is refused in plain words and nothing breaks', async () => {
  await page.click('.brand');
  await page.setInputFiles('input[name=drafts]', {
    name: '加密的表.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('PK\u0003\u0004 cut off', 'latin1'),
  });
  await page.waitForSelector('.job-stage.refused', WAIT);
  const told = await page.textContent('.jobs .problem');
  assert.match(told, /怎么办/);
  assert.doesNotMatch(told, /Exception|at cn\./);
});

test('the page holds on a phone of 360 pixels', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goBack();
  await page.waitForSelector('.sheet-show', WAIT);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `the page is ${over} pixels wider than the phone`);
  await page.screenshot({ path: path.join(QZ_OUT, 'phone.png'), fullPage: true });
});

test('no script error came up on the way', () => assert.deepEqual(troubles, []));
