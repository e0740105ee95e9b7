/** A newer version of the app: told, asked about, installed, or refused with a sentence. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';

import type { Locale, UpdateTrouble } from '../src/generated/types';
import { updateWords } from '../src/lib/update-words';
import { Updates } from '../src/lib/updates.svelte';
import App from '../src/view/App.svelte';
import { ScriptedHost } from './scripted-host';

const TROUBLES: UpdateTrouble[] = [
  'offline',
  'unavailable',
  'garbage',
  'cut',
  'bad_signature',
  'other_version',
  'not_installed',
  'busy',
];

async function open(
  prepare: (host: ScriptedHost) => void,
  locale: Locale = 'zh-CN',
): Promise<[ScriptedHost, UserEvent]> {
  const host = new ScriptedHost({ hello: { locale } });
  prepare(host);
  render(App, { host });
  await screen.findAllByTestId('card');
  return [host, userEvent.setup()];
}

const found = (host: ScriptedHost): void => {
  host.update = { state: 'found', version: '0.2.0', notes: '- 批量保存更快' };
};
const asked = (host: ScriptedHost, name: string): number => host.calls.filter(([call]) => call === name).length;

describe('an app that does not update itself', () => {
  test('says nothing about updates', async () => {
    const [host, user] = await open(() => {});
    await waitFor(() => expect(asked(host, 'checkUpdate')).toBe(1));
    expect(screen.queryByTestId('update-chip')).toBeNull();
    await user.keyboard('{F1}');
    expect(screen.getByText('海报助手 0.1.0')).toBeTruthy();
    expect(screen.queryByTestId('check-update')).toBeNull();
  });
});

describe('a newer version', () => {
  test('is told by a chip, with its notes, and installed only when the user says so', async () => {
    const [host, user] = await open(found);
    await user.click(await screen.findByTestId('update-chip'));
    expect(screen.getByTestId('update').textContent).toContain('有新版本 0.2.0');
    expect(screen.getByTestId('update-notes').textContent).toBe('- 批量保存更快');
    expect(asked(host, 'installUpdate')).toBe(0);
    await user.click(screen.getByTestId('update-install'));
    await waitFor(() => expect(screen.getByTestId('update').dataset.phase).toBe('installed'));
    expect(asked(host, 'restart')).toBe(0);
    await user.click(screen.getByTestId('update-restart'));
    expect(asked(host, 'restart')).toBe(1);
  });

  test('can wait', async () => {
    const [host, user] = await open(found);
    await user.click(await screen.findByTestId('update-chip'));
    await user.click(screen.getByTestId('update-later'));
    await waitFor(() => expect(screen.queryByTestId('update')).toBeNull());
    expect(asked(host, 'installUpdate')).toBe(0);
    expect(screen.getByTestId('update-chip')).toBeTruthy();
  });

  test('shows how much has come, and is not left half-way', async () => {
    const [host, user] = await open(found);
    let finish = (): void => {};
    host.installUpdate = () => new Promise((resolve) => (finish = resolve));
    await user.click(await screen.findByTestId('update-chip'));
    await user.click(screen.getByTestId('update-install'));
    host.pushFetched(30, 120);
    expect(await screen.findByText('正在下载… 25%')).toBeTruthy();
    screen.getByTestId('update').dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(screen.getByTestId('update')).toBeTruthy();
    finish();
    expect(await screen.findByText('已更新到 0.2.0')).toBeTruthy();
  });

  test.each(TROUBLES)('that fails as %s says so and can be tried again', async (trouble) => {
    const [host, user] = await open(found);
    await user.click(await screen.findByTestId('update-chip'));
    host.updateRefusal = { trouble, stage: 'download' };
    await user.click(screen.getByTestId('update-install'));
    const said = await screen.findByTestId('update-failure');
    expect(said.textContent).toContain(updateWords('zh-CN').trouble[trouble]);
    host.updateRefusal = null;
    await user.click(screen.getByTestId('update-install'));
    expect(await screen.findByText('已更新到 0.2.0')).toBeTruthy();
  });
});

describe('reopening', () => {
  test('waits while posters are being saved, and says so', async () => {
    const [host, user] = await open(found);
    await user.click(await screen.findByTestId('update-chip'));
    await user.click(screen.getByTestId('update-install'));
    await waitFor(() => expect(screen.getByTestId('update').dataset.phase).toBe('installed'));
    host.updateRefusal = { trouble: 'busy', stage: 'install' };
    await user.click(screen.getByTestId('update-restart'));
    const said = await screen.findByTestId('update-failure');
    expect(said.textContent).toContain('正在保存海报。保存完再重新打开');
    expect(screen.getByTestId('update').dataset.phase).toBe('installed');
    host.updateRefusal = null;
    await user.click(screen.getByTestId('update-restart'));
    await waitFor(() => expect(screen.queryByTestId('update-failure')).toBeNull());
    expect(asked(host, 'restart')).toBe(2);
  });
});

test('an installation that breaks in a way nobody foresaw does not stay at "installing"', async () => {
  const updates = new Updates(new ScriptedHost({}));
  updates.host.installUpdate = () => Promise.reject(new Error('the host is gone'));
  await expect(updates.install()).rejects.toThrow('the host is gone');
  expect(updates.phase).toBe('quiet');
  expect(updates.failure).toEqual({ trouble: 'not_installed', stage: 'install' });
});

describe('looking by itself', () => {
  test('happens once a day while the window is open', async () => {
    vi.useFakeTimers();
    const host = new ScriptedHost({});
    host.update = { state: 'newest' };
    const end = await new Updates(host).open();
    expect(asked(host, 'checkUpdate')).toBe(1);
    await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000);
    expect(asked(host, 'checkUpdate')).toBe(2);
    end();
    await vi.advanceTimersByTimeAsync(48 * 60 * 60 * 1000);
    expect(asked(host, 'checkUpdate')).toBe(2);
    vi.useRealTimers();
  });

  test('can be switched off, and on again; asking by hand still works', async () => {
    const [host, user] = await open((host) => {
      host.update = { state: 'unasked' };
    });
    await user.keyboard('?');
    const box = await screen.findByTestId<HTMLInputElement>('automatic-updates');
    expect(box.checked).toBe(false);
    host.update = { state: 'newest' };
    await user.click(screen.getByTestId('check-update'));
    expect(await screen.findByTestId('newest')).toBeTruthy();
    expect(host.calls).toContainEqual(['checkUpdate', true]);
    expect(box.checked).toBe(false);
    await user.click(box);
    expect(host.calls).toContainEqual(['setAutomaticUpdates', true]);
  });
});

describe('asking by hand', () => {
  test('a failed look at the start is not told, one that was asked for is', async () => {
    const [host, user] = await open((host) => {
      host.updateRefusal = { trouble: 'garbage', stage: 'check' };
    }, 'en');
    await waitFor(() => expect(asked(host, 'checkUpdate')).toBe(1));
    await user.keyboard('{F1}');
    expect(screen.queryByTestId('check-failure')).toBeNull();
    await user.click(await screen.findByTestId('check-update'));
    expect((await screen.findByTestId('check-failure')).textContent).toBe(updateWords('en').trouble.garbage);
    host.updateRefusal = null;
    host.update = { state: 'newest' };
    await user.click(screen.getByTestId('check-update'));
    expect((await screen.findByTestId('newest')).textContent).toBe('This is the newest version');
  });
});

test('every trouble has its own sentence in both languages', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const sentences = TROUBLES.map((trouble) => updateWords(locale).trouble[trouble]);
    expect(new Set(sentences).size).toBe(TROUBLES.length);
    expect(Object.keys(updateWords(locale).trouble).toSorted()).toEqual(TROUBLES.toSorted());
  }
});
