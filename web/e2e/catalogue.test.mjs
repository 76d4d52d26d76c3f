/** The catalogue as an officer uses it, in a real browser; environment as first-page.test.mjs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { visit, WAIT } from './visit.mjs';

const { QZ_URL, QZ_OUT } = process.env;
let v;
const body = (word) =>
  v.page.waitForFunction((w) => document.body.textContent.includes(w), word, WAIT);

before(async () => {
  v = await visit();
  await v.enter(QZ_URL);
});
after(() => v?.close());

test('an element is found by its name, changed, and the change stands in its history', async () => {
  await v.page.click('#top nav a[href="#/catalogue"]');
  await v.shown('#catalogue-list tbody tr');
  assert.deepEqual(await v.violations(), []);
  await v.page.fill('#catalogue-list input[type=search]', '联系电话');
  await v.page.locator('#catalogue-list tbody a', { hasText: /^联系电话$/ }).click(WAIT);
  await v.page.waitForFunction(
    () => document.querySelector('[name=name]')?.value === '联系电话',
    null,
    WAIT,
  );
  await v.page.fill('[name=fresh_months]', '6');
  await v.page.locator('button', { hasText: '保存' }).click();
  await body('改过什么');
  assert.match(await v.textOf('#element-edit ol'), /最早的记录/);
  assert.deepEqual(await v.violations(), []);
});

test('a code list is pasted from Excel and a new element uses it; forms know it at once', async () => {
  await v.page.goto(`${QZ_URL}#/catalogue/codes/+`);
  await v.page.fill('[name=list]', 'blood_type');
  await v.page.fill('[name=standard]', '血型');
  await v.page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', '1\tA型\tA\n2\tB型\tB\n3\tO型\tO\n');
    document
      .querySelector('#codes-edit td input')
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await v.page.locator('button', { hasText: '保存' }).click();
  await v.page.waitForFunction(() => location.hash.endsWith('/blood_type'), null, WAIT);
  await v.page.goto(`${QZ_URL}#/catalogue/elements/+`);
  await v.page.waitForFunction(
    () => document.querySelector('[name=codes] option[value=blood_type]'),
    null,
    WAIT,
  );
  await v.page.fill('[name=name]', '血型');
  await v.page.fill('[name=id]', 'person_phone');
  await v.page.selectOption('[name=type]', 'code');
  await v.page.selectOption('[name=codes]', 'blood_type');
  await v.page.fill('[name=owner]', '卫生健康');
  await v.page.fill('[name=legal_basis]', '《基本公共卫生服务规范》');
  await v.page.locator('button', { hasText: '保存' }).click();
  await body('目录里已经有标识为“person_phone”的数据元');
  await v.page.fill('[name=id]', 'person_blood_group');
  await v.page.locator('button', { hasText: '保存' }).click();
  await v.page.waitForFunction(() => location.hash.endsWith('/person_blood_group'), null, WAIT);
  const found = await v.page.evaluate(async () => (await fetch('/api/elements?q=血型')).json());
  assert.ok(found.some((e) => e.id === 'person_blood_group'));
});

test('what is wrong is said for every field at once, and what was typed stays', async () => {
  await v.page.goto(`${QZ_URL}#/catalogue/elements/+`);
  await v.shown('[name=name]');
  await v.page.fill('[name=id]', '血型');
  await v.page.locator('button', { hasText: '保存' }).click();
  await v.shown('.problem');
  assert.match(await v.textOf('.problem'), /标识应为.*中文名称不能为空.*数源部门不能为空/);
  assert.equal(await v.page.inputValue('[name=id]'), '血型');
});

test('the catalogue is taken away as a workbook and, changed, taken in again', async () => {
  await v.page.goto(`${QZ_URL}#/catalogue`);
  await v.shown('#catalogue-list tbody tr');
  const name = await v.download('a[href$="format=xlsx"]');
  await v.page.setInputFiles('input[name=catalogue]', path.join(QZ_OUT, name));
  await body('退回 0 行');
  const lines =
    '标识,中文名称,同义名称\nperson_blood_group,血型,血型类别\nperson_blood_group_2,,\n';
  await v.page.setInputFiles('input[name=catalogue]', {
    name: '改动.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines),
  });
  await body('共 2 行，收下 1 行，退回 1 行');
  const csv = await v.download('a[href$="format=csv"]');
  assert.match(readFileSync(path.join(QZ_OUT, csv), 'utf8'), /血型类别/);
});

test('the pages of the catalogue hold on a phone of 360 pixels', async () => {
  await v.page.setViewportSize({ width: 360, height: 740 });
  for (const hash of ['', '/elements/person_blood_group', '/codes/blood_type']) {
    await v.page.goto(`${QZ_URL}#/catalogue${hash}`);
    await v.shown('.panel h1');
    assert.ok(await v.fits(), `catalogue${hash} is wider than the phone`);
    assert.deepEqual(await v.violations(), []);
  }
  assert.deepEqual(v.troubles, []);
});
