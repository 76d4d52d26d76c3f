/**
 * A browser as the tests of the pages share it. By environment: CHROMIUM, its path; QZ_OUT, a folder for what is downloaded;
 * QZ_NAME and QZ_PASSWORD, with which somebody signs in.
 */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';

const { QZ_OUT, QZ_NAME, QZ_PASSWORD, CHROMIUM = '/usr/bin/chromium' } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const WAIT = { timeout: 60_000 };

/** An open browser with an empty page, and what tests do with it; `troubles` fills with the errors of scripts. */
export async function visit() {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const page = await browser.newPage({
    viewport: { width: 1400, height: 900 },
    acceptDownloads: true,
  });
  const troubles = [];
  page.on('pageerror', (e) => troubles.push(e.message));

  /** What axe finds; of a long sheet the first rows stand for all. */
  async function violations() {
    await page.evaluate(axe);
    const found = await page.evaluate(() =>
      globalThis.axe.run({
        include: [['body']],
        exclude: [['.sheet-show tbody tr:nth-child(n+9)']],
      }),
    );
    return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target}`));
  }

  /** Takes a file away and answers its name. */
  async function download(selector) {
    const waiting = page.waitForEvent('download', WAIT);
    await page.click(selector);
    const got = await waiting;
    const file = path.join(QZ_OUT, got.suggestedFilename());
    await got.saveAs(file);
    assert.ok(statSync(file).size > 1000);
    return got.suggestedFilename();
  }

  /** Waits until an element holds a word. */
  const holds = (selector, word) =>
    page.waitForFunction(
      ([s, w]) => document.querySelector(s)?.textContent.includes(w),
      [selector, word],
      WAIT,
    );
  /** Whether the page is no wider than the window. */
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

  /** Opens the pages and signs in as a person does; by itself as somebody who may do all that the other tests do. */
  async function enter(url, name = QZ_NAME, password = QZ_PASSWORD) {
    await page.goto(url);
    await page.waitForSelector('#sign-in [name=username]', WAIT);
    await page.fill('[name=username]', name);
    await page.fill('[name=password]', password);
    await page.press('[name=password]', 'Enter');
    await page.waitForSelector('#who-show', WAIT);
  }

  /** Switches through languages, each with a word that an element then holds, and back. */
  async function speaks(selector, words) {
    for (const [language, word] of Object.entries(words)) {
      await page.selectOption('#language-pick select', language);
      await holds(selector, word);
      assert.ok(await fits(), language);
    }
    await page.selectOption('#language-pick select', 'zh-CN');
  }

  return {
    page,
    troubles,
    violations,
    enter,
    download,
    shown: (selector) => page.waitForSelector(selector, WAIT),
    textOf: (selector) => page.textContent(selector),
    holds,
    fits,
    speaks,
    /** What the server answers, as the page would read it. */
    ask: (path) => page.evaluate(async (p) => (await fetch(p)).json(), path),
    close: () => browser.close(),
  };
}
