/**
 * Signing in, accounts and posts, in a real browser; environment as first-page.test.mjs, and QZ_SECRET, the one-time secret of
 * the console. Makes the one who signs in in the other tests.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit, WAIT } from './visit.mjs';

const { QZ_URL, QZ_UNIT, QZ_SECRET, QZ_NAME, QZ_PASSWORD } = process.env;
const EVERYWHERE = '000000000000';
let v;
let clerk;
const fill = async (page, fields) => {
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
};
const button = (word) => v.page.locator('button', { hasText: word });
/** Makes an account with posts and answers its one-time password. */
async function make(name, title, posts) {
  await v.page.evaluate(() => (document.querySelector('#account-list details').open = true));
  await fill(v.page, { 'new-title': title, 'new-name': name });
  const branch = posts[0][0] === 'auditor' ? 'audit' : 'business';
  await v.page.selectOption('[name=new-branch]', branch);
  await v.page.press('[name=new-name]', 'Enter');
  await v.holds('.one-time', name);
  const password = await v.textOf('.one-time .secret');
  const account = v.page.locator('.account', { hasText: name });
  for (const [role, unit, department] of posts) {
    const before = await account.locator('.posts li:has(button)').count();
    await account.locator('button', { hasText: '增加岗位' }).click();
    await account.locator('[name=post-role]').selectOption(role);
    await account.locator('[name=post-unit]').selectOption(unit);
    if (department) await account.locator('[name=post-department]').fill(department);
    await account.locator('button', { hasText: '保存岗位' }).click();
    await account.locator('.posts li:has(button)').nth(before).waitFor(WAIT);
  }
  return password;
}
/** Signs in for the first time and takes a password of one's own. */
async function arrive(who, name, once) {
  await who.page.goto(QZ_URL);
  await who.shown('#sign-in [name=username]');
  await fill(who.page, { username: name, password: once });
  await who.page.press('[name=password]', 'Enter');
  await who.shown('#password-new');
  assert.ok(!(await who.page.isVisible('#top nav')));
  assert.deepEqual(await who.violations(), []);
  await fill(who.page, { before: once, password: QZ_PASSWORD, again: QZ_PASSWORD });
  await who.page.press('[name=again]', 'Enter');
}

before(async () => {
  v = await visit();
  await v.page.goto(QZ_URL);
});
after(async () => {
  await clerk?.close();
  await v?.close();
});

test('nothing is shown before the one-time secret was used; a wrong one and a weak password are refused', async () => {
  await v.shown('#sign-in [name=secret]');
  assert.equal(await v.page.evaluate(() => document.activeElement.name), 'secret');
  assert.equal(await v.page.evaluate(async () => (await fetch('/api/units')).status), 401);
  assert.deepEqual(await v.violations(), []);
  await v.speaks('#sign-in', {
    en: 'One-time secret',
    'zh-TW': '一次性口令',
    'zh-CN': '一次性口令',
  });
  await fill(v.page, {
    secret: 'wrong',
    title: '周安全',
    username: 'zhou',
    password: QZ_PASSWORD,
  });
  await v.page.press('[name=password]', 'Enter');
  await v.holds('#sign-in .problem', '一次性口令不对');
  await fill(v.page, { secret: QZ_SECRET, password: 'Password2026!' });
  await v.page.press('[name=password]', 'Enter');
  await v.holds('#sign-in .problem', '容易猜到');
  await v.page.fill('[name=password]', QZ_PASSWORD);
  await v.page.press('[name=password]', 'Enter');
  await v.shown('#account-list');
  assert.match(await v.textOf('#who-show'), /周安全\s*安全管理员/);
  assert.deepEqual(await v.violations(), []);
});

test('the security administrator makes people, and changes nothing of his own', async () => {
  assert.match(await v.textOf('.account'), /这是您自己的账号/);
  assert.equal(await v.page.locator('.account button').count(), 0);
  const once = await make(QZ_NAME, '小李', [
    ['coordinator', EVERYWHERE],
    ['burden_office', EVERYWHERE],
  ]);
  assert.deepEqual(await v.violations(), []);
  await v.page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await v.fits());
  await v.page.setViewportSize({ width: 1400, height: 900 });
  await button('退出登录').click();
  await v.shown('#sign-in');
  await arrive(v, QZ_NAME, once);
  await v.shown('#desk-show');
  await v.page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await v.fits());
  await v.page.setViewportSize({ width: 1400, height: 900 });
});

test('a wrong password is refused in plain words, and what was typed stays', async () => {
  await button('退出登录').click();
  await v.shown('#sign-in');
  await fill(v.page, { username: 'zhou', password: 'wrong' });
  await v.page.press('[name=password]', 'Enter');
  await v.holds('#sign-in .problem', '用户名或密码不对');
  assert.equal(await v.page.inputValue('[name=username]'), 'zhou');
  await v.page.fill('[name=password]', QZ_PASSWORD);
  await v.page.press('[name=password]', 'Enter');
  await v.shown('#account-list');
});

test('a clerk sees his village only, and nothing at all once the post is taken away', async () => {
  const once = await make('cunganbu', '村干部', [['clerk', QZ_UNIT]]);
  clerk = await visit();
  await arrive(clerk, 'cunganbu', once);
  await clerk.shown('#desk-show');
  assert.deepEqual(
    await clerk.page.locator('#unit-pick option').evaluateAll((all) => all.map((o) => o.value)),
    [QZ_UNIT],
  );
  const status = (path) => clerk.page.evaluate(async (p) => (await fetch(p)).status, path);
  assert.equal(await status(`/api/people/list?unit=${QZ_UNIT}`), 200);
  assert.equal(await status(`/api/people/list?unit=${QZ_UNIT.slice(0, 9)}000`), 404);
  assert.equal(await status('/api/people/list?unit=110101001001'), 404);
  assert.equal(await status('/api/accounts'), 403);
  const account = v.page.locator('.account', { hasText: 'cunganbu' });
  await account.locator('button', { hasText: '拿走' }).click();
  await account.locator('.posts', { hasText: '还没有岗位' }).waitFor(WAIT);
  await clerk.page.click('#top nav a[href="#/people"]');
  await clerk.shown('#sign-in');
  await fill(clerk.page, { username: 'cunganbu', password: QZ_PASSWORD });
  await clerk.page.press('[name=password]', 'Enter');
  await clerk.holds('main', '还没有岗位');
  assert.deepEqual(await clerk.violations(), []);
});

test('the auditor searches the log of looks, and that is in the log', async () => {
  const once = await make('shenji', '吴审计', [['auditor', EVERYWHERE]]);
  const auditor = await visit();
  try {
    await arrive(auditor, 'shenji', once);
    await auditor.shown('#look-search');
    await auditor.page.selectOption('[name=look-unit]', `${QZ_UNIT.slice(0, 6)}000000`);
    await auditor.page.fill('[name=look-who]', 'shenji');
    await auditor.page.press('[name=look-who]', 'Enter');
    await auditor.holds('.look-lines', '查看记录');
    assert.match(await auditor.textOf('.look-lines'), /吴审计/);
    assert.deepEqual(await auditor.violations(), []);
    await auditor.page.setViewportSize({ width: 360, height: 740 });
    assert.ok(await auditor.fits());
    assert.deepEqual(auditor.troubles, []);
  } finally {
    await auditor.close();
  }
});

test('no script failed', () => assert.deepEqual([...v.troubles, ...clerk.troubles], []));
