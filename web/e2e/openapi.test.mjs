/**
 * The interface read by a client that openapi-client-axios makes from its description; environment as first-page.test.mjs. The
 * officer of tables.test.mjs signs in.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { OpenAPIClientAxios } from 'openapi-client-axios';

const { QZ_URL, QZ_UNIT, QZ_PASSWORD } = process.env;
/** A session is of one program: all who use it have to say the same name. */
const PROGRAM = { 'User-Agent': 'openapi-test' };
let client;

before(async () => {
  const session = await fetch(new URL('api/access/session', QZ_URL), {
    method: 'POST',
    headers: { ...PROGRAM, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'canlian', password: QZ_PASSWORD }),
  });
  assert.equal(session.status, 200);
  const cookie = session.headers.getSetCookie()[0].split(';')[0];
  const told = await fetch(new URL('api/openapi', QZ_URL), { headers: { ...PROGRAM, cookie } });
  const api = new OpenAPIClientAxios({
    definition: await told.json(),
    withServer: { url: QZ_URL },
    axiosConfigDefaults: { headers: { ...PROGRAM, cookie }, validateStatus: () => true },
  });
  client = await api.getClient();
});

test('it reads units, elements and the tables of its department', async () => {
  const units = await client.Desk_units();
  assert.ok(units.data.some((u) => u.code === QZ_UNIT));
  const elements = await client.Desk_elements({ q: '残疾等级' });
  assert.equal(elements.data[0].id, 'disability_level');
  const tables = await client.Table_list();
  assert.equal(tables.data[0].department, '县残联');
  const one = await client.Table_show({ id: tables.data[0].id });
  assert.equal(one.data.columns[0].element, 'disability_level');
});

test('it sends a body as the description has it, and is refused in problem details', async () => {
  const told = await client.Table_understood(null, { words: '残疾人' });
  assert.match(told.data.text, /残疾/);
  const refused = await client.Table_show({ id: '00000000-0000-0000-0000-000000000000' });
  assert.equal(refused.status, 404);
  assert.equal(refused.data.title, 'APP-018');
});
