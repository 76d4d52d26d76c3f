/**
 * The pages as a person uses them, in a real browser against a running server. The Java test that starts the server
 * gives, by environment: QZ_URL; QZ_UNIT, the village's code; QZ_ROSTER, a workbook the village keeps; QZ_TEMPLATE, a bureau's blank template;
 * QZ_OUT, a folder for the download and the pictures; CHROMIUM, the browser's path.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { visit, WAIT } from './visit.mjs';

const { QZ_URL, QZ_UNIT, QZ_ROSTER, QZ_TEMPLATE, QZ_OUT } = process.env;
let page;
let violations;
let shown;
let textOf;
let download;
let close;
let troubles;
const arrived = [];

before(async () => {
  const v = await visit();
  ({ page, violations, shown, textOf, download, close, troubles } = v);
  page.on('response', (r) => arrived.push(r.request()));
  await v.enter(QZ_URL);
});
after(() => close?.());

const idle = () =>
  page.waitForFunction(() => !document.querySelector('[aria-busy=true]'), null, WAIT);
const told = (word) =>
  page.waitForFunction((w) => document.querySelector('.told')?.textContent.includes(w), word, WAIT);
const unknownCount = async () => Number(/\d+/.exec(await textOf('.draft-head .unknown'))[0]);
const draftOnPage = () =>
  page.evaluate(async () => {
    const id = location.hash.split('/').pop();
    return (await fetch(`/api/drafts/${id}`)).json();
  });
/** The first filled cell of the sheet on the page that a test is true of. */
const cellWhere = async (isRight) =>
  (await draftOnPage()).sheets.flatMap((s) => s.rows.filled ?? []).find(isRight);
/** Waits until a blank other than `left` is open to be typed into, and answers its reference. */
const atUnknown = async (left) => {
  const at = await page.waitForFunction(
    (l) => {
      const open = document.querySelector('.cell-show h2:has(.legend.unknown)')?.textContent;
      const ref = open && /[A-Z]+\d+/.exec(open)?.[0];
      return ref && ref !== l && document.activeElement?.name === 'answer' && ref;
    },
    left,
    WAIT,
  );
  return at.jsonValue();
};
const pick = async (ref) => {
  await page.click(`td[data-ref="${ref}"] .pick`);
  await page.waitForFunction(
    (r) => document.querySelector('.cell-show h2')?.textContent.includes(r),
    ref,
    WAIT,
  );
};
/** Opens what became of a file that was dropped in this visit. */
const openFile = (name) =>
  page.locator('.jobs > li', { hasText: name }).first().locator('a.open').click(WAIT);
const broken = {
  name: '坏掉的表.xlsx',
  mimeType: 'application/octet-stream',
  buffer: Buffer.from('PK\u0003\u0004 cut off', 'latin1'),
};

test('the first load is small enough for a weak network', async () => {
  await shown('.file-drop');
  const sizes = await Promise.all(arrived.map((r) => r.sizes().catch(() => null)));
  const bytes = sizes.reduce(
    (sum, s) => sum + (s ? s.responseBodySize + s.responseHeadersSize : 0),
    0,
  );
  assert.ok(bytes > 10_000 && bytes <= 150_000, `${bytes} bytes`);
});

test('files dropped together are each taken or refused by name, with the next step', async () => {
  await page.selectOption('#unit-pick select', QZ_UNIT);
  const roster = { name: path.basename(QZ_ROSTER), mimeType: '', buffer: readFileSync(QZ_ROSTER) };
  await page.setInputFiles('input[name=imports]', [roster, broken]);
  await shown('.jobs .job-stage.done');
  await shown('.jobs .job-stage.refused');
  const report = await textOf('.jobs > li:has(.job-stage.done)');
  const [, rows, accepted, refused] = /共 (\d+) 行，收下 (\d+) 行，退回 (\d+) 行/.exec(report);
  assert.ok(Number(accepted) > 0);
  assert.equal(Number(rows), Number(accepted) + Number(refused));
  const refusal = await textOf('.jobs > li:has(.job-stage.refused)');
  assert.match(refusal, /坏掉的表\.xlsx/);
  assert.match(refusal, /怎么办/);
  assert.doesNotMatch(refusal, /Exception|at cn\./);
  assert.deepEqual(await violations(), []);
});

test('an import shows its sheet and what each column was read as; a correction takes it again', async () => {
  await openFile(path.basename(QZ_ROSTER));
  await shown('.sheet-show .reading');
  assert.match(await textOf('.import-figures'), /收下/);
  const column = page.locator('.reading', { hasText: '电话' }).first();
  await column.click();
  await shown('.meaning-body .choices');
  assert.ok((await page.locator('.sheet-show .lit').count()) > 0);
  await page.locator('.meaning-body .choices button').first().click();
  await told('重新入账');
  assert.deepEqual(await violations(), []);
  await page.locator('.reading', { hasText: '电话' }).first().click();
  await page.locator('.meaning-body button', { hasText: '撤回' }).click();
  await idle();
  assert.equal(await page.locator('.meaning-body button', { hasText: '撤回' }).count(), 0);
});

test('another meaning is searched for by its name, with whose it is', async () => {
  if ((await page.locator('.meaning-body').count()) === 0)
    await page.locator('.reading', { hasText: '电话' }).first().click();
  await page.fill('.element-search input', '联系电话');
  await shown('.element-search .found button');
  await page.selectOption('.element-search select', 'spouse');
  await page.locator('.element-search .found button').first().click();
  const column = page.locator('.reading', { hasText: '配偶' });
  await column.waitFor(WAIT);
  await column.click();
  await page.locator('.meaning-body button', { hasText: '撤回' }).click();
  await column.waitFor({ ...WAIT, state: 'detached' });
});

test('rows that need a person are listed with sheet and row, found on the sheet, downloaded', async () => {
  await page.click('.brand');
  const csv = '姓名,身份证号,联系电话\n,,10011110001\n王小明,990201198501010018,10011110002\n';
  await page.setInputFiles('input[name=imports]', {
    name: '缺姓名.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });
  await openFile('缺姓名.csv');
  await shown('.import-rows li.refused button');
  assert.match(await textOf('.import-rows li.refused'), /第 2 行/);
  await page.click('.import-rows li.refused button');
  await shown('tr.here[data-row="2"]');
  assert.match(await download('.import-rows > a'), /缺姓名/);
});

test('a long list comes in pages that say which rows they show', async () => {
  await page.click('.brand');
  const lines = Array.from(
    { length: 1000 },
    (_, i) => `住户${i + 1},1001${String(i).padStart(7, '0')}`,
  );
  await page.setInputFiles('input[name=imports]', {
    name: '长表.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('姓名,联系电话\n' + lines.join('\n')),
  });
  await openFile('长表.csv');
  await shown('.sheet-pager');
  assert.match(await textOf('.sheet-pager [role=status]'), /1–200 行，共 1001 行/);
  await page.fill('.sheet-pager input', '900');
  await page.press('.sheet-pager input', 'Enter');
  await shown('[data-row="900"]');
  assert.match(await textOf('.sheet-pager [role=status]'), /801–1000 行/);
  assert.match(await textOf('[data-row="900"]'), /住户899/);
  assert.match(await textOf('.head-again'), /联系电话/);
});

test('a template that is dropped comes back filled, each value with its source', async () => {
  await page.click('.brand');
  await page.setInputFiles('input[name=drafts]', QZ_TEMPLATE);
  await openFile(path.basename(QZ_TEMPLATE));
  await shown('.sheet-show td.known');
  const roster = new RegExp(path.basename(QZ_ROSTER).replace(/[.()]/g, '\\$&'));
  await page.hover('td.known .pick');
  assert.match(await page.getAttribute('td.known .pick', 'title'), roster);
  await page.focus('td.known .pick');
  assert.match(await textOf('.peek'), roster);
  await page.click('td.known .pick');
  await shown('.cell-show .source');
  assert.match(await textOf('.cell-show .source'), roster);
  assert.deepEqual(await violations(), []);
});

test('an answer that cannot be right is refused, the right one is taken where it is asked', async () => {
  const before_ = await unknownCount();
  const asked = await cellWhere((c) => c.state === 'unknown' && c.elementName?.includes('电话'));
  assert.ok(asked, 'the generated village has somebody whose phone nobody told');
  await pick(asked.ref);
  await page.fill('.answer input', '不是电话');
  await page.click('.answer .save button');
  await shown('.answer .problem');
  assert.equal(await unknownCount(), before_);
  assert.equal(await page.inputValue('.answer input'), '不是电话');
  await page.fill('.answer input', '10012345678');
  await page.click('.answer .save button');
  await told('入账');
  assert.ok((await unknownCount()) < before_);
  assert.equal(await page.locator(`td[data-ref="${asked.ref}"].known`).count(), 1);
});

test('a failed request keeps what was typed, and the same button sends it again', async () => {
  const asked = await cellWhere((c) => c.state === 'known' && c.elementName?.includes('电话'));
  await pick(asked.ref);
  await page.locator('.cell-show button', { hasText: '不知道正确的' }).click();
  await page.waitForSelector(`td[data-ref="${asked.ref}"].unknown`, WAIT);
  await page.route('**/answers', (route) => route.abort());
  await page.fill('.answer input', '10012345679');
  await page.click('.answer .save button');
  await shown('.answer .problem');
  assert.equal(await page.inputValue('.answer input'), '10012345679');
  await page.unroute('**/answers');
  await page.click('.answer .save button');
  await page.waitForSelector(`td[data-ref="${asked.ref}"].known`, WAIT);
  await idle();
});

test('typing and Enter alone go from one blank to the next', async () => {
  await page.click('.draft-acts button');
  await page.waitForFunction(() => document.activeElement?.name === 'answer', null, WAIT);
  const first = await atUnknown(null);
  const options = await page
    .locator('#answer-options option')
    .evaluateAll((o) => o.map((x) => x.value));
  const asked = await cellWhere((c) => c.ref === first);
  const answer = options[0] ?? (asked?.type === 'phone' ? '10012345670' : null);
  assert.ok(answer, `an answer for ${first} is known here`);
  await page.keyboard.type(answer);
  await page.keyboard.press('Enter');
  await atUnknown(first);
  assert.equal(await page.evaluate(() => document.activeElement?.name), 'answer');
});

test('a known value is corrected or doubted where it stands, and both sayings are shown', async () => {
  const known = await cellWhere((c) => c.state === 'known' && c.elementName?.includes('电话'));
  await pick(known.ref);
  await page.fill('.answer input', '10019998888');
  await page.click('.answer .save button');
  await page.waitForFunction(
    (r) => document.querySelector(`td[data-ref="${r}"]`)?.textContent.includes('10019998888'),
    known.ref,
    WAIT,
  );
  await shown('.claims');
  assert.match(await textOf('.claims'), new RegExp(known.text));
  await page.locator('.cell-show button', { hasText: '不知道正确的' }).click();
  await page.waitForSelector(`td[data-ref="${known.ref}"].unknown`, WAIT);
  await page.locator('.claims button', { hasText: '用这个' }).first().click();
  await page.waitForSelector(`td[data-ref="${known.ref}"].known`, WAIT);
});

test('a meaning is corrected with two clicks and can be taken back', async () => {
  const column = page.locator('.reading', { hasText: '电话' }).first();
  const name = await column.getAttribute('aria-label');
  await column.click();
  await page.locator('.meaning-body .choices button').first().click();
  await told('填好');
  await page.locator('.reading', { hasText: '电话' }).first().click();
  await page.locator('.meaning-body button', { hasText: '撤回' }).click();
  await idle();
  assert.equal(
    await page.locator('.reading', { hasText: '电话' }).first().getAttribute('aria-label'),
    name,
  );
});

test('the filled workbook is downloaded under the name of the template', async () => {
  assert.equal(await download('a.download'), path.basename(QZ_TEMPLATE));
});

test('a blank list whose title names nobody asks one question, answered on the page', async () => {
  await page.click('.brand');
  await page.setInputFiles('input[name=drafts]', {
    name: '年度发展对象花名册.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('年度发展对象花名册,,\n序号,姓名,联系电话\n,,\n'),
  });
  await openFile('年度发展对象花名册.csv');
  await shown('.listing-open');
  assert.match(await textOf('.listing-open .why'), /列哪些对象/);
  await shown('.listing-open select');
  assert.deepEqual(await violations(), []);
  await page.locator('.listing-open .earlier button').click();
  await shown('.listing-said');
  assert.ok((await page.locator('td.known').count()) > 10);
  await page.locator('.listing-said button').click();
  await shown('.listing-open');
});

test('a draft is deleted after a second look', async () => {
  await page.locator('.draft-acts button', { hasText: '删除' }).click();
  await page.locator('.draft-acts button', { hasText: '确定' }).click();
  await shown('#desk-show');
  const left = await page.evaluate(
    async (unit) => (await fetch(`/api/drafts?unit=${unit}`)).json(),
    QZ_UNIT,
  );
  assert.ok(!left.some((d) => d.file.includes('发展对象')));
});

test('what was put in before is there after the page is loaded again', async () => {
  await page.reload();
  await shown('.earlier-files');
  assert.match(await textOf('#desk-show'), new RegExp(path.basename(QZ_TEMPLATE)));
});

test('a complaint is kept from any page, without a name', async () => {
  await page.click('#complaint .link');
  await page.fill('#complaint textarea', '残疾证号已经报过三次');
  await page.locator('#complaint button', { hasText: '提交' }).click();
  await page.waitForFunction(
    () => document.querySelector('#complaint [role=status]')?.textContent.includes('记下'),
    null,
    WAIT,
  );
  await page.locator('#complaint button', { hasText: '看看' }).click();
  await shown('#complaint li');
  assert.match(await textOf('#complaint li'), /残疾证号已经报过三次/);
  assert.deepEqual(await violations(), []);
});

test('the words change with the language and stay so at the next visit', async () => {
  await page.selectOption('#language-pick select', 'en');
  await page.waitForFunction(() => document.body.textContent.includes('Blank forms'), null, WAIT);
  assert.deepEqual(await violations(), []);
  await page.reload();
  await page.waitForFunction(() => document.documentElement.lang === 'en', null, WAIT);
  await page.selectOption('#language-pick select', 'zh-TW');
  await page.waitForFunction(() => document.body.textContent.includes('輕裝'), null, WAIT);
  await page.selectOption('#language-pick select', 'zh-CN');
});

test('the pages hold on a phone of 360 pixels', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok((await wide()) <= 0, `the desk is ${await wide()} pixels wider than the phone`);
  await page.screenshot({ path: path.join(QZ_OUT, 'phone-desk.png'), fullPage: true });
  for (const kind of ['imports', 'drafts']) {
    const id = await page.evaluate(
      async ([k, unit]) => (await (await fetch(`/api/${k}?unit=${unit}`)).json()).at(-1).id,
      [kind, QZ_UNIT],
    );
    await page.goto(`${QZ_URL}#/${kind}/${id}`);
    await shown('.sheet-show');
    assert.ok((await wide()) <= 0, `${kind}: ${await wide()} pixels wider than the phone`);
    assert.deepEqual(await violations(), []);
    await page.screenshot({ path: path.join(QZ_OUT, `phone-${kind}.png`), fullPage: true });
  }
});

test('no script error came up on the way', () => assert.deepEqual(troubles, []));
