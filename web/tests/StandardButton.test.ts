import { flushPromises, mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { Problem } from '../src/api';
import { language } from '../src/language';
import StandardButton from '../src/parts/StandardButton.vue';

function aButton(act: () => Promise<unknown>) {
  return mount(StandardButton, {
    props: { act },
    slots: { default: '保存' },
    global: { plugins: [language] },
  });
}

it('is disabled and says busy while the server works, and asks it once however often it is pressed', async () => {
  let finish = (): void => {};
  let asked = 0;
  const button = aButton(() => {
    asked++;
    return new Promise<void>((done) => (finish = done));
  });
  await button.get('button').trigger('click');
  await button.get('button').trigger('click');
  expect(button.get('button').attributes('disabled')).toBeDefined();
  expect(button.get('button').attributes('aria-busy')).toBe('true');
  expect(asked).toBe(1);
  finish();
  await flushPromises();
  expect(button.get('button').attributes('disabled')).toBeUndefined();
});

it('shows what the server refused and what to do next', async () => {
  const button = aButton(() =>
    Promise.reject(
      new Problem({ code: 'FILL-009', message: '日期不对。', action: '请写成2025-06-30。' }),
    ),
  );
  await button.get('button').trigger('click');
  await flushPromises();
  expect(button.get('[role=alert]').text()).toContain('日期不对。');
  expect(button.get('[role=alert]').text()).toContain('请写成2025-06-30。');
});

it('forgets the refusal when it is pressed again and works', async () => {
  let works = false;
  const button = aButton(() =>
    works ? Promise.resolve() : Promise.reject(new Problem({ code: 'WEB-001', message: '' })),
  );
  await button.get('button').trigger('click');
  await flushPromises();
  expect(button.find('[role=alert]').exists()).toBe(true);
  works = true;
  await button.get('button').trigger('click');
  await flushPromises();
  expect(button.find('[role=alert]').exists()).toBe(false);
});
