/** Finding people and looking at one, in a real browser; environment as first-page.test.mjs. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visit, WAIT } from './visit.mjs';

const { QZ_URL, QZ_UNIT } = process.env;
let v;
let known;
/** Finds an item by its name, to be added to what is known. */
async function pickNew(name) {
  await v.page.fill('[name=new-element]', name);
  await v.page.press('[name=new-element]', 'Enter');
  const exact = new RegExp(`^\\s*${name}\\s*$`);
  await v.page.locator('.fact-new .found button', { hasText: exact }).click(WAIT);
}

before(async () => {
  v = await visit();
  await v.enter(QZ_URL);
  await v.shown('#unit-pick select');
  await v.page.selectOption('#unit-pick select', QZ_UNIT);
  for (;;) {
    known = (await v.ask(`/api/people/list?unit=${QZ_UNIT}`)).people.find(
      (p) => p.name.length === 3,
    );
    if (known) break;
    await v.page.waitForTimeout(500);
  }
});
after(() => v?.close());

test('somebody is found by a part of the name and by the end of the ID number', async () => {
  await v.page.click('#top nav a[href="#/people"]');
  await v.shown('.people-search input');
  await v.page.fill('[name=people]', known.name.slice(1));
  await v.holds('.found-people', known.name);
  await v.page.fill('[name=people]', `${known.name[0]} ${known.idTail}`);
  await v.holds('.found-people', known.idTail);
  await v.page.fill('[name=people]', '没有这个人呢');
  await v.holds('.people-search', '没有找到');
  assert.deepEqual(await v.violations(), []);
});

test('by keyboard alone: type, Enter, the page of the person; back, and the words are still there', async () => {
  await v.page.fill('[name=people]', `${known.name} ${known.idTail}`);
  await v.holds('.found-people', known.idTail);
  await v.page.press('[name=people]', 'Enter');
  await v.shown('.facts .fact');
  assert.equal(await v.textOf('#person-show h1'), known.name);
  assert.match(await v.textOf('.facts'), /来源：.+入账/);
  assert.deepEqual(await v.violations(), []);
  await v.page.click('#person-show a[href="#/people"]');
  await v.shown('.found-people');
  assert.equal(await v.page.inputValue('[name=people]'), `${known.name} ${known.idTail}`);
  await v.page.press('[name=people]', 'Enter');
  await v.shown('.facts .fact');
});

test('the page tells who looked at this person, why and at what', async () => {
  await v.page.locator('.person-looks button', { hasText: '查看记录' }).click();
  await v.holds('.look-lines', '日常查人');
  assert.match(await v.textOf('.look-lines'), /小李（xiaoli）[\s\S]*看了：/);
  assert.deepEqual(await v.violations(), []);
});

test('a fact is corrected, doubted and settled in place, and what was said stays', async () => {
  await v.page.click('.fact-new summary');
  await pickNew('出生日期');
  await v.page.fill('[name=new-value]', '2024-13-45');
  await v.page.press('[name=new-value]', 'Enter');
  await v.shown('.fact-new .problem');
  assert.equal(await v.page.inputValue('[name=new-value]'), '2024-13-45');
  await v.page.locator('.fact-new button', { hasText: '收起' }).click();
  const phone = v.page.locator('dt', { hasText: /^\s*联系电话\s*$/ });
  const fact = v.page.locator('.fact').filter({ has: phone }).first();
  if (!(await fact.count())) {
    await pickNew('联系电话');
    await v.page.fill('[name=new-value]', '10012345678');
    await v.page.press('[name=new-value]', 'Enter');
    await fact.waitFor(WAIT);
  }
  await fact.locator('button', { hasText: '更正' }).click();
  await fact.locator('input').fill('10017776666');
  await v.page.keyboard.press('Enter');
  const corrected = v.page.locator('.fact', { hasText: '10017776666' });
  await corrected.waitFor(WAIT);
  await corrected.locator('button', { hasText: '更正' }).click();
  assert.deepEqual(await v.violations(), []);
  await corrected.locator('button', { hasText: '不对' }).click();
  await v.shown('.fact.unknown');
  await v.page.locator('.fact.unknown button', { hasText: '更正' }).click();
  await v.page.locator('.fact.unknown button', { hasText: '仍然如此' }).click();
  await v.page.waitForFunction(() => !document.querySelector('.fact.unknown'), null, WAIT);
  await v.page.click('.person-history summary');
  assert.match(await v.textOf('.person-history'), /10017776666/);
  const found = await v.ask(`/api/people?unit=${QZ_UNIT}&q=10017776666`);
  assert.equal(found[0].name, known.name);
});

test('the household of a person is one step away', async () => {
  await v.page.goto(`${QZ_URL}#/people`);
  const person = await v.page.evaluate(async (unit) => {
    const page = await (await fetch(`/api/people/list?unit=${unit}`)).json();
    for (const p of page.people) {
      const whole = await (await fetch(`/api/people/${p.id}?unit=${unit}`)).json();
      if (whole.household) return whole;
    }
    return null;
  }, QZ_UNIT);
  if (!person) return; // the roster of this run tells of no households
  await v.page.goto(`${QZ_URL}#/people/${person.id}`);
  await v.page.locator('a', { hasText: '看这一户' }).click(WAIT);
  await v.page.waitForFunction((id) => location.hash.endsWith(id), person.household, WAIT);
  await v.holds('#person-show', person.name);
  assert.deepEqual(await v.violations(), []);
});

test('a birth is shown before it is saved, stands in the household, and is taken back', async () => {
  await v.page.goto(`${QZ_URL}#/people`);
  const household = await v.page.evaluate(async (unit) => {
    const page = await (await fetch(`/api/people/list?unit=${unit}`)).json();
    for (const p of page.people) {
      const whole = await (await fetch(`/api/people/${p.id}?unit=${unit}`)).json();
      if (whole.household) return whole.household;
    }
    return null;
  }, QZ_UNIT);
  if (!household) return; // the roster of this run tells of no households
  await v.page.goto(`${QZ_URL}#/people/${household}`);
  await v.shown('.event-new summary');
  await v.page.click('.event-new summary');
  await v.page.locator('.event-new .acts button', { hasText: '出生' }).click(WAIT);
  await v.shown('[name=name]');
  await v.page.fill('[name=name]', '新生儿');
  await v.page.selectOption('[name=sex]', '女');
  await v.page.selectOption('[name=relation]', '孙女');
  await v.page.locator('.event-form .look button').click(WAIT);
  await v.shown('.event-preview h2');
  assert.match(await v.textOf('.event-preview'), /新生儿/);
  assert.deepEqual(await v.violations(), []);
  await v.page.locator('.event-form .save button').click(WAIT);
  await v.holds('.relation-list', '新生儿');
  await v.page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await v.fits(), 'the household is wider than the phone');
  await v.page.setViewportSize({ width: 1400, height: 900 });
  assert.deepEqual(await v.violations(), []);
  await v.page.locator('.event-list button', { hasText: '撤销' }).first().click(WAIT);
  await v.holds('.event-list', '已撤销');
  await v.page.waitForFunction(
    () => !document.querySelector('.relation-list')?.textContent.includes('新生儿'),
    null,
    WAIT,
  );
});

test('a list is filtered by age and by an item, counted, and taken away as a workbook', async () => {
  await v.page.goto(`${QZ_URL}#/people`);
  await v.page.fill('[name=age-from]', '60');
  await v.page.fill('[name=flag]', '残疾等级');
  await v.page.locator('.flag-pick .found button', { hasText: '残疾等级' }).first().click(WAIT);
  await v.page.click('.apply button');
  await v.shown('#people-list .lines li');
  const count = Number(/\d+/.exec(await v.textOf('#people-list [role=status]'))[0]);
  assert.ok(count > 0);
  for (const line of await v.page.locator('#people-list .lines li').allTextContents())
    assert.ok(Number(/(\d+) 岁/.exec(line)[1]) >= 60, line);
  assert.match(await v.download('#people-list a[download]'), /人员名单/);
  assert.deepEqual(await v.violations(), []);
});

test('lines pasted from Excel find their people; those that do not stand first', async () => {
  await v.page.click('#people-paste summary');
  await v.page.fill('[name=pasted]', `${known.name}\n没有的人\t男\n`);
  await v.page.locator('#people-paste button').click();
  await v.holds('#people-paste', '台账里没有');
  assert.match(await v.textOf('#people-paste .lines li:first-child'), /没有的人/);
  assert.ok((await v.textOf('#people-paste .lines')).includes(known.name));
  assert.deepEqual(await v.violations(), []);
});

test('the pages of people hold on a phone of 360 pixels and in every language', async () => {
  await v.page.setViewportSize({ width: 360, height: 740 });
  for (const hash of ['/people', `/people/${known.id}`]) {
    await v.page.goto(`${QZ_URL}#${hash}`);
    await v.shown('.panel h1');
    assert.ok(await v.fits(), `${hash} is wider than the phone`);
    assert.deepEqual(await v.violations(), []);
  }
  await v.speaks('#person-show', { en: 'Back to people', 'zh-TW': '補一項' });
  assert.deepEqual(v.troubles, []);
});
