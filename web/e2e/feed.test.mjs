/**
 * Where changes may be sent to, what a department follows, and that a delivery that fails is seen where its officer lands, in a real
 * browser; environment as first-page.test.mjs. The people of access.test.mjs and tables.test.mjs sign in.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit, WAIT } from './visit.mjs';

const { QZ_URL, QZ_PASSWORD } = process.env;
/** Nobody listens there. */
const HOST = '127.0.0.1:9';
let v;
const button = (word) => v.page.locator('button', { hasText: word });
async function narrow() {
  await v.page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await v.fits());
  await v.page.setViewportSize({ width: 1280, height: 900 });
}
/** Makes a system administrator as the page of accounts does, and answers the one-time password. */
const administrator = () =>
  v.page.evaluate(async () => {
    const send = async (path, body) => {
      const headers = { 'Content-Type': 'application/json' };
      const got = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!got.ok) throw new Error(await got.text());
      return got.json();
    };
    const unit = '000000000000';
    const who = { name: 'xitong', title: '小孙', branch: 'system', unit };
    const made = await send('/api/accounts', who);
    await send(`/api/accounts/${made.id}/posts`, { role: 'system_administrator', unit });
    return made.password;
  });

before(async () => {
  v = await visit();
  await v.enter(QZ_URL, 'zhou', QZ_PASSWORD);
});
after(() => v?.close());

test('the system administrator lands where hosts are allowed', async () => {
  const once = await administrator();
  await button('退出登录').click();
  await v.shown('#sign-in [name=username]');
  await v.page.fill('[name=username]', 'xitong');
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
  await v.holds('#host-list', '还没有允许');
  await v.page.fill('[name=host]', 'data.example.gov.cn');
  await v.page.press('[name=host]', 'Enter');
  await v.holds('#host-list .problem', '主机写得不对');
  await v.page.fill('[name=host]', HOST);
  await v.page.press('[name=host]', 'Enter');
  await v.holds('#host-list ul', HOST);
  assert.deepEqual(await v.violations(), []);
  await narrow();
  await button('退出登录').click();
});

test('an officer subscribes, and has the changes sent', async () => {
  await v.enter(QZ_URL, 'canlian', QZ_PASSWORD);
  await v.page.click('#top nav a[href="#/tables"]');
  await v.page.locator('#subscription-lines summary').click();
  await v.page.fill('[name=subscription-elements]', '残疾等级');
  await v.page.locator('.subscription-new .found button').first().click();
  await v.page.fill('.subscription-new [name=purpose]', '残疾人两项补贴核对');
  await v.page.press('.subscription-new [name=purpose]', 'Enter');
  await v.holds('#subscription-lines .table-lines', '自己来取');
  assert.deepEqual(await v.violations(), []);
  await v.page.locator('#subscription-lines .table-lines a').click();
  await v.shown('#subscription-show [name=hook-target]');
  await v.page.fill('[name=hook-target]', 'https://127.0.0.1:10/');
  await v.page.press('[name=hook-target]', 'Enter');
  await v.holds('#subscription-show .problem', '系统管理员先允许');
  await v.page.fill('[name=hook-target]', `http://${HOST}/changes`);
  await v.page.press('[name=hook-target]', 'Enter');
  await v.shown('.one-time .secret');
  assert.match(await v.textOf('.one-time .secret'), /^whsec_/);
  assert.deepEqual(await v.violations(), []);
  await narrow();
});

test('that it fails is seen on the first page, and in words', async () => {
  for (let i = 0; i < 20; i++) {
    if ((await v.ask('/api/waiting')).webhooks) break;
    await v.page.waitForTimeout(500);
  }
  await v.page.click('#top .brand');
  await v.holds('#waiting-lines', '送不出去');
  assert.deepEqual(await v.violations(), []);
  await v.page.click('#waiting-lines a');
  await v.holds('#subscription-lines .failing', '连不上对方');
  await v.speaks('#subscription-lines h2', {
    en: 'subscriptions',
    'zh-TW': '訂閱',
    'zh-CN': '订阅',
  });
});

test('it is paused, and ended after being asked once more', async () => {
  await v.page.locator('#subscription-lines .table-lines a').click();
  await button('暂停推送').click();
  await v.holds('#subscription-show .hook-state', '已暂停');
  await button('不再订阅').click();
  await button('确定：不再订阅').waitFor(WAIT);
  assert.equal(await v.page.evaluate(() => document.activeElement.textContent.trim()), '不了');
  await button('确定：不再订阅').click();
  await v.holds('#table-list', '还没有订阅');
});

test('no script failed', () => assert.deepEqual(v.troubles, []));
