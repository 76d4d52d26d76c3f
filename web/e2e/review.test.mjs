/** What sources say differently, shown, decided and taken back, in a real browser; environment as first-page.test.mjs. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit, WAIT } from './visit.mjs';

const { QZ_URL, QZ_UNIT } = process.env;
const NAME = '欧阳百川';
const ID = '990201199001010030';
let v;
/** Takes a table of texts in and waits until it is in the ledger. */
async function take(name, text) {
  await v.page.evaluate(
    async ([file, body, unit]) => {
      const form = new FormData();
      form.append('files', new File(['\ufeff' + body], file, { type: 'text/csv' }));
      form.append('unit', unit);
      const [{ job }] = await (await fetch('/api/imports', { method: 'POST', body: form })).json();
      for (;;) {
        const told = await (await fetch(`/api/jobs/${job}`)).json();
        if (told.stage === 'refused') throw new Error(JSON.stringify(told.error));
        if (told.stage === 'done') return;
        await new Promise((go) => setTimeout(go, 200));
      }
    },
    [name, text, QZ_UNIT],
  );
}
/** The things to decide about the person of this test. */
const group = () => v.page.locator('.review-group', { hasText: NAME });

before(async () => {
  v = await visit();
  await v.enter(QZ_URL);
  await v.shown('#unit-pick select');
  await v.page.selectOption('#unit-pick select', QZ_UNIT);
  const head = '姓名,性别,身份证号,联系电话,文化程度,出生日期\n';
  await take('甲表.csv', `${head}${NAME},男,${ID},10011110001,小学,1990-01-01\n`);
  await take('乙表.csv', `${head}${NAME},男,${ID},10011110002,初中,1991-01-01\n`);
});
after(() => v?.close());

test('both values stand side by side with their sources', async () => {
  await v.page.click('#top nav a[href="#/review"]');
  await group().waitFor(WAIT);
  const text = await group().textContent();
  for (const word of ['10011110001', '10011110002', '甲表', '乙表', '小学', '初中', '第 2 行'])
    assert.ok(text.includes(word), word);
  assert.deepEqual(await v.violations(), []);
});

test('by keyboard alone: arrows to the thing and the value, Enter; the next has the focus', async () => {
  const before = await group().locator('.review-item').count();
  await group().locator('.review-item button').first().focus();
  await v.page.keyboard.press('ArrowDown');
  await v.page.keyboard.press('ArrowUp');
  await v.page.keyboard.press('ArrowRight');
  const chosen = await v.page.evaluate(() => document.activeElement.textContent);
  assert.match(chosen, /用这个|另一个人/);
  await v.page.keyboard.press('ArrowLeft');
  await v.page.keyboard.press('Enter');
  await v.holds('#review-show', '已入账');
  await v.page.waitForFunction(
    ([name, n]) =>
      [...document.querySelectorAll('.review-group')]
        .find((g) => g.textContent.includes(name))
        ?.querySelectorAll('.review-item').length === n,
    [NAME, before - 1],
    WAIT,
  );
  assert.ok(await v.page.evaluate(() => !!document.activeElement.closest('.review-item')));
});

test('what was decided is taken back, at once or from the list of what was decided', async () => {
  await v.page.locator('#review-show .told button', { hasText: '撤销' }).click(WAIT);
  await v.holds('#review-show', '恢复原样');
  const phone = group().locator('.review-item', { hasText: '联系电话' });
  await phone.locator('button', { hasText: '用这个' }).click(WAIT);
  await phone.waitFor({ ...WAIT, state: 'detached' });
  const [found] = await v.ask(`/api/people?unit=${QZ_UNIT}&q=10011110001`);
  assert.equal(found.name, NAME);
  await v.page.locator('#review-show .acts button', { hasText: '已处理' }).click(WAIT);
  const line = v.page.locator('#decided-list li', { hasText: '10011110001' }).first();
  await line.waitFor(WAIT);
  assert.deepEqual(await v.violations(), []);
  await line.locator('button', { hasText: '撤销' }).click(WAIT);
  await v.holds('#decided-list', '已撤销');
  await v.page.locator('#review-show .acts button', { hasText: '待处理' }).click(WAIT);
  await phone.waitFor(WAIT);
});

test('a row of another person is parted, and the two are put together again by hand', async () => {
  const birth = group().locator('.review-item', { hasText: '出生日期' });
  await birth.locator('button', { hasText: '这一行是另一个人' }).click(WAIT);
  await v.page.waitForFunction(
    (name) => !document.querySelector('#review-show')?.textContent.includes(name),
    NAME,
    WAIT,
  );
  const two = (await v.ask(`/api/people?unit=${QZ_UNIT}&q=${encodeURIComponent(NAME)}`)).filter(
    (p) => p.type === 'person',
  );
  assert.equal(two.length, 2);
  await v.page.goto(`${QZ_URL}#/people/${two[0].id}`);
  await v.page.locator('.person-parts summary').click(WAIT);
  await v.page.fill('.person-parts [name=person]', NAME);
  const other = v.page.locator('.person-parts .found button');
  await other.nth(1).waitFor(WAIT);
  for (const line of await other.all()) {
    await line.click(WAIT);
    await v.page.waitForTimeout(300);
    if ((await v.textOf('.person-parts .told')).includes('已合并')) break;
  }
  await v.holds('.person-parts .told', '已合并');
  assert.deepEqual(await v.violations(), []);
  const one = await v.ask(`/api/people?unit=${QZ_UNIT}&q=${encodeURIComponent(NAME)}`);
  assert.equal(one.filter((p) => p.type === 'person').length, 1);
});

test('the page holds on a phone of 360 pixels and in every language', async () => {
  await v.page.setViewportSize({ width: 360, height: 740 });
  await v.page.goto(`${QZ_URL}#/review`);
  await group().waitFor(WAIT);
  assert.ok(await v.fits());
  assert.deepEqual(await v.violations(), []);
  await v.speaks('#review-show', { en: 'To review', 'zh-TW': '待核對' });
  assert.deepEqual(v.troubles, []);
});
