/**
 * A department describes a table, sees what is known, takes it, asks an owner, and opens it to programs, in a real browser;
 * environment as first-page.test.mjs. The security administrator of access.test.mjs makes the officer.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit, WAIT } from './visit.mjs';

const { QZ_URL, QZ_UNIT, QZ_PASSWORD, QZ_TEMPLATE } = process.env;
const OFFICER = 'canlian';
let v;
/** Makes an officer of the county as the page of accounts does, and answers the one-time password. */
async function officer() {
  const post = { role: 'officer', unit: `${QZ_UNIT.slice(0, 6)}000000`, department: '县残联' };
  return v.page.evaluate(
    async ([name, unit, given]) => {
      const send = async (path, body) => {
        const headers = { 'Content-Type': 'application/json' };
        const got = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
        if (!got.ok) throw new Error(await got.text());
        return got.json();
      };
      const made = await send('/api/accounts', { name, title: '小陈', branch: 'business', unit });
      await send(`/api/accounts/${made.id}/posts`, given);
      return made.password;
    },
    [OFFICER, '000000000000', post],
  );
}
const button = (word) => v.page.locator('button', { hasText: word });
/** Adds a column by its name, without a mouse. */
async function column(name) {
  await v.page.fill('[name=column]', name);
  await v.page.locator('.column-pick .found button').first().waitFor(WAIT);
  await v.page.press('[name=column]', 'Enter');
  await v.holds('.column-pick ol', name);
}
async function narrow() {
  await v.page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await v.fits());
  await v.page.setViewportSize({ width: 1280, height: 900 });
  assert.ok(await v.fits());
}

before(async () => {
  v = await visit();
  await v.enter(QZ_URL, 'zhou', QZ_PASSWORD);
  const once = await officer();
  await button('退出登录').click();
  await v.shown('#sign-in [name=username]');
  await v.page.fill('[name=username]', OFFICER);
  await v.page.fill('[name=password]', once);
  await v.page.press('[name=password]', 'Enter');
  await v.shown('#password-new');
  for (const [name, text] of Object.entries({
    before: once,
    password: QZ_PASSWORD,
    again: QZ_PASSWORD,
  }))
    await v.page.fill(`[name=${name}]`, text);
  await v.page.press('[name=again]', 'Enter');
  await v.shown('#top nav');
});
after(() => v?.close());

test('an officer finds the tables and is told that there are none', async () => {
  await v.page.click('#top nav a[href="#/tables"]');
  await v.holds('#table-list', '还没有取数表');
  await v.holds('#table-list', '还没有订阅');
  await v.holds('#own-grants', '还没有授权');
  assert.deepEqual(await v.violations(), []);
  await narrow();
});

test('whom and what is described in plain words, and what is known is seen before anybody is asked', async () => {
  await v.page.click('#table-list a.open');
  await v.shown('#table-new');
  await v.page.fill('[name=words]', '楼组长');
  await column('残疾等级');
  await v.page.fill('[name=purpose]', '残疾人两项补贴核对');
  await v.page.press('[name=purpose]', 'Enter');
  await v.holds('#table-new .notice', '看不懂');
  await v.page.fill('[name=words]', '残疾人');
  await v.page.press('[name=words]', 'Enter');
  await v.holds('.coverage-show .rows', '残疾');
  await v.holds('.coverage-show tbody', '残联');
  assert.deepEqual(await v.violations(), []);
  await narrow();
});

test('words stand as conditions that are changed by picking from code lists', async () => {
  await v.holds('.condition-row', '残疾');
  await v.page.fill('[name=condition]', '残疾类别');
  await v.page.locator('.condition-pick .found button').first().waitFor(WAIT);
  await v.page.press('[name=condition]', 'Enter');
  const row = v.page.locator('.condition-row').nth(1);
  await row.waitFor(WAIT);
  await button('看看台账里有多少').click();
  await v.holds('#table-new .problem', '还没有写完');
  await row.locator('[name=condition-value]').first().check();
  await v.page.locator('[name=condition-any]').nth(1).check();
  await button('看看台账里有多少').click();
  await v.holds('.coverage-show .rows', '或残疾类别');
  assert.deepEqual(await v.violations(), []);
  await narrow();
  await row.locator('button[aria-label="去掉：残疾类别"]').click();
});

test('a workbook of the department becomes columns and whom it lists', async () => {
  await v.page.setInputFiles('[name=template]', QZ_TEMPLATE);
  await v.holds('.template-read', '认出');
  await v.holds('.column-pick ol', '姓名');
  assert.deepEqual(await v.violations(), []);
  await narrow();
  await v.page.goto(new URL('#/', QZ_URL).href);
  await v.page.goto(new URL('#/tables/new', QZ_URL).href);
  await v.page.fill('[name=words]', '残疾人');
  await column('残疾等级');
  await v.page.fill('[name=purpose]', '残疾人两项补贴核对');
});

test('what is not granted is named, and without it the table is kept', async () => {
  await column('婚姻状况');
  await button('看看台账里有多少').click();
  await v.holds('.coverage-show .notice', '婚姻状况');
  assert.equal(await v.page.locator('[name=table-name]').count(), 0);
  await v.page.locator('button[aria-label="去掉：婚姻状况"]').click();
  await button('看看台账里有多少').click();
  await v.shown('[name=table-name]');
  await v.page.fill('[name=table-name]', '残疾等级核对');
  await v.page.fill('[name=basis]', '工作需要');
  await button('保存这张表').click();
  await v.holds('#table-new .problem', '依据');
  await v.page.fill('[name=basis]', '《残疾人保障法》');
  await button('保存这张表').click();
  await v.shown('#table-show');
  await v.holds('#table-show h1', '残疾等级核对');
});

test('the table is taken as a workbook, and that is on record', async () => {
  assert.equal(await v.download('#table-show a.download >> nth=0'), '残疾等级核对.xlsx');
  await v.page.reload();
  await v.holds('#table-show', 'Excel');
  await v.holds('#table-show', '行');
  assert.deepEqual(await v.violations(), []);
  await narrow();
});

test('a key for programs is shown once and opens the table', async () => {
  await button('生成密钥').click();
  const key = await v.textOf('.one-time .secret');
  // Not from the page: a browser that is refused asks for a password and waits.
  const read = async (secret) => {
    const headers = { Authorization: 'Bearer ' + secret };
    return (await fetch(new URL('odata', QZ_URL), { headers })).status;
  };
  assert.equal(await read(key), 200);
  await button('停用密钥').click();
  await button('生成密钥').waitFor(WAIT);
  assert.equal(await read(key), 401);
});

test('the list tells what is taken from whom, in three languages', async () => {
  await v.page.click('#top nav a[href="#/tables"]');
  await v.holds('#table-list', '残疾等级核对');
  await v.holds('#table-list', '残联');
  await v.speaks('#table-list h1', {
    en: 'and from whom',
    'zh-TW': '取什麼',
    'zh-CN': '取什么',
  });
  assert.deepEqual(await v.violations(), []);
});

test('no script failed', () => assert.deepEqual(v.troubles, []));
