/** The whole window with a scripted host: what a user does, and what they then see. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import index from '../index.html?raw';
import type { State } from '../src/generated/types';
import App from '../src/view/App.svelte';
import { posters } from './posters';
import { saved } from './scripted-batch';
import { failure, historyRow, ScriptedHost } from './scripted-host';

let host: ScriptedHost;
let user: UserEvent;

async function open(wanted: ConstructorParameters<typeof ScriptedHost>[0] = {}): Promise<void> {
  host = new ScriptedHost(wanted);
  user = userEvent.setup();
  render(App, { host });
  await screen.findAllByTestId('card');
}

const sent = (): unknown[] =>
  host.calls.filter(([name]) => name === 'send').map(([, event, poster]) => [event, poster]);
const card = (id: string): HTMLElement => {
  const found = screen.getAllByTestId('card').find((element) => element.dataset.id === id);
  if (found === undefined) throw new Error(`no card ${id}`);
  return found;
};

test('what is seen before the script has run is the mark of the header', async () => {
  await open();
  const page = new DOMParser().parseFromString(index, 'text/html');
  const [first, mark] = [page.querySelector('.brand'), document.querySelector('header .brand')];
  expect(first?.querySelector('path')?.getAttribute('d')).toBe(mark?.querySelector('path')?.getAttribute('d'));
  for (const name of ['width', 'height', 'viewBox']) expect(first?.getAttribute(name)).toBe(mark?.getAttribute(name));
});

describe('gallery', () => {
  beforeEach(() => open());

  test('draws rows in sight, not the whole list', async () => {
    expect(screen.getAllByTestId('card').length).toBeLessThan(40);
    expect(card('p-001')).toHaveProperty('dataset.index', '0');
  });

  test('saves a poster by its button', async () => {
    await user.click(within(card('p-002')).getByTestId('save'));
    expect(sent()).toEqual([['save', 'p-002']]);
  });

  test('while one is being saved, no other save can start', async () => {
    host.push('fetching', 'p-001');
    await waitFor(() => expect(screen.getByTestId('progress')).toBeTruthy());
    expect(within(card('p-002')).getByTestId('save').getAttribute('aria-disabled')).toBe('true');
    await user.click(within(card('p-002')).getByTestId('save'));
    await user.keyboard('s');
    expect(sent()).toEqual([]);
  });

  test('arrows move, Enter opens, Escape comes back to the same card', async () => {
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    const there = document.activeElement?.closest<HTMLElement>('[data-testid=card]');
    expect(there?.dataset.index).toBe('2');
    await user.keyboard('{Enter}');
    expect(screen.getByTestId('viewer')).toBeTruthy();
    screen.getByTestId('viewer').dispatchEvent(new Event('cancel', { cancelable: true }));
    await waitFor(() => expect(screen.queryByTestId('viewer')).toBeNull());
    expect(document.activeElement?.closest<HTMLElement>('[data-testid=card]')?.dataset.index).toBe('2');
  });

  test('S saves the card that the keyboard is on', async () => {
    await user.keyboard('{ArrowDown}{ArrowRight}s');
    expect(sent()).toEqual([['save', 'p-002']]);
  });

  test('letters mean something only among the posters', async () => {
    screen.getByTestId('history').focus();
    await user.keyboard('s/?');
    expect(sent()).toEqual([]);
    expect(screen.queryByTestId('keys')).toBeNull();
    expect(document.activeElement).toBe(screen.getByTestId('history'));
  });

  test('/ goes to the search; typing there saves nothing', async () => {
    await user.keyboard('/');
    expect(document.activeElement).toBe(screen.getByTestId('search'));
    await user.keyboard('sss');
    expect(sent()).toEqual([]);
  });

  test('a search without a result says so and can be cleared', async () => {
    await user.type(screen.getByTestId('search'), 'nothing like it');
    await user.click(await screen.findByTestId('clear-search'));
    await screen.findAllByTestId('card');
    expect(screen.getByTestId<HTMLInputElement>('search').value).toBe('');
  });

  test('a poster that may not be used any more, or not yet, says so', async () => {
    cleanup();
    host = new ScriptedHost();
    host.all = posters.slice(0, 3).map((poster, at) => ({
      ...poster,
      starts_at: at === 1 ? '2099-01-01T00:00:00Z' : null,
      ends_at: at === 0 ? '2020-01-01T00:00:00Z' : null,
    }));
    render(App, { host });
    await screen.findAllByTestId('card');
    const told = (id: string): string | undefined => within(card(id)).queryByTestId('validity')?.dataset.validity;
    expect(['p-001', 'p-002', 'p-003'].map(told)).toEqual(['expired', 'upcoming', undefined]);
    await user.click(card('p-001').querySelector('.open') as HTMLElement);
    expect((await screen.findByTestId('validity-note')).textContent).toContain('过期');
  });

  test('while a search that has found nothing yet reads on, nobody says that there is nothing', async () => {
    let next = (): void => {};
    host.list = ({ cursor }) =>
      cursor === null
        ? Promise.resolve({ items: [], next_cursor: '2', skipped: 0 })
        : new Promise((resolve) => {
            next = () => resolve({ items: posters.slice(0, 2), next_cursor: null, skipped: 0 });
          });
    await user.type(screen.getByTestId('search'), 'x');
    await waitFor(() => expect(screen.queryAllByTestId('card')).toHaveLength(0));
    await new Promise((rest) => setTimeout(rest));
    expect(screen.queryByTestId('empty')).toBeNull();
    next();
    expect(await screen.findAllByTestId('card')).toHaveLength(2);
  });

  test('Escape of an input method that composes stays in the field', async () => {
    const field = screen.getByTestId('search');
    field.focus();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true }));
    expect(document.activeElement).toBe(field);
  });

  test('what an input method has not finished is not searched, not even what was pending before it', async () => {
    const field = screen.getByTestId<HTMLInputElement>('search');
    const asked = (): number => host.calls.filter(([name]) => name === 'list').length;
    const before = asked();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      field.value = 'ka';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new CompositionEvent('compositionstart'));
      vi.runAllTimers();
      expect(asked()).toBe(before);
      field.dispatchEvent(new CompositionEvent('compositionend'));
      vi.runAllTimers();
    } finally {
      vi.useRealTimers();
    }
    await waitFor(() => expect(asked()).toBe(before + 1));
  });

  test('a saved poster carries a mark', async () => {
    host.pushMarks({ poster: 'p-003', saved: saved() });
    await waitFor(() => expect(card('p-003').querySelector('.badge')).not.toBeNull());
    expect(card('p-002').querySelector('.badge')).toBeNull();
  });
});

describe('a list that cannot be read', () => {
  test('says what Rust says, shows the signal, and tries again', async () => {
    host = new ScriptedHost();
    host.refusal = failure();
    user = userEvent.setup();
    render(App, { host });
    const retry = await screen.findByTestId('list-retry');
    expect(screen.getByText('这台电脑似乎没有连上网络。连上后再试一次。')).toBeTruthy();
    expect(screen.getByTestId('details').textContent).toContain('"net": "offline"');
    host.refusal = null;
    await user.click(retry);
    expect((await screen.findAllByTestId('card')).length).toBeGreaterThan(0);
  });

  test('below posters that are there already can be tried again with a press', async () => {
    host = new ScriptedHost({ pageSize: 10 });
    const list = host.list.bind(host);
    host.list = (query) => (query.cursor === null ? list(query) : Promise.reject(failure()));
    user = userEvent.setup();
    render(App, { host });
    const retry = await screen.findByTestId('list-retry');
    const captured: number[] = [];
    screen.getByTestId('page').setPointerCapture = (id) => void captured.push(id);
    host.list = list;
    await user.click(retry);
    expect(captured, 'a captured pointer would take the click away from the button').toEqual([]);
    await waitFor(() => expect(screen.getAllByTestId('card').length).toBeGreaterThan(10));
  });
});

describe('the start', () => {
  test('goes on when one of the channels to the program cannot be opened', async () => {
    host = new ScriptedHost();
    host.onMarks = () => Promise.reject(new Error('no channel'));
    render(App, { host });
    expect((await screen.findAllByTestId('card')).length).toBeGreaterThan(0);
    expect((await screen.findByTestId('toast')).textContent).toContain('程序内部出错');
  });
});

describe('a dialog', () => {
  beforeEach(() => open());

  const box = (dialog: HTMLElement): void => {
    dialog.getBoundingClientRect = () => new DOMRect(800, 0, 400, 800);
  };
  const press = (dialog: HTMLElement, clientX: number): void => {
    const event = new MouseEvent('pointerdown', { bubbles: true, clientX, clientY: 100 });
    dialog.dispatchEvent(event);
  };

  test('at the side is left by a press beside it, and not by one on its own scroll bar', async () => {
    await user.click(screen.getByTestId('history'));
    const dialog = await screen.findByTestId('history-panel');
    box(dialog);
    press(dialog, 1195);
    expect(screen.queryByTestId('history-panel')).not.toBeNull();
    press(dialog, 200);
    await waitFor(() => expect(screen.queryByTestId('history-panel')).toBeNull());
  });

  test('with edits in it is not lost by a press beside it', async () => {
    await user.click(screen.getByTestId('options'));
    const dialog = await screen.findByTestId('batch-options');
    box(dialog);
    await user.click(screen.getByTestId('option-sidecar'));
    press(dialog, 200);
    expect(screen.queryByTestId('batch-options')).not.toBeNull();
    await user.click(screen.getByTestId('option-sidecar'));
    press(dialog, 200);
    await waitFor(() => expect(screen.queryByTestId('batch-options')).toBeNull());
  });

  test('that wants an answer comes back when the browser closes it', async () => {
    const view = host.push('failed', 'p-001');
    host.pushView({ ...view, offers: view.offers.filter((offer) => offer.event !== 'dismiss') });
    const dialog = (await screen.findByTestId('guidance')) as HTMLDialogElement;
    // As the second Escape does it: without a cancel that could be declined.
    dialog.open = false;
    dialog.dispatchEvent(new Event('close'));
    expect(dialog.open).toBe(true);
  });

  test('that is topmost holds the sentence that is said, where it can be read out', async () => {
    await user.click(card('p-002').querySelector('.open') as HTMLElement);
    host.copyImage = () => Promise.reject(failure());
    await user.click(screen.getByTestId('copy-image'));
    const toast = await screen.findByTestId('toast');
    expect(toast.closest('dialog')).toBe(screen.getByTestId('viewer'));
    expect(screen.getAllByTestId('toast')).toHaveLength(1);
    // A press takes it away.
    await user.click(toast);
    await waitFor(() => expect(screen.queryByTestId('toast')).toBeNull());
  });
});

describe('guidance', () => {
  beforeEach(() => open());

  const SPEAKING: State[] = [
    'saved',
    'blocked',
    'settings',
    'checking',
    'granted',
    'still_refused',
    'misplaced',
    'failed',
    'stopped',
    'paused',
  ];
  test.each(SPEAKING)('%s: title, sentence and every offer of the view, the primary one first', async (state) => {
    host.push('fetching', 'p-001');
    const view = host.push(state);
    const dialog = await screen.findByTestId('guidance');
    expect(dialog.dataset.state).toBe(state);
    expect(within(dialog).getByRole('heading').textContent).toBe(view.title);
    expect(dialog.textContent).toContain(view.body);
    for (const offer of view.offers) {
      expect(within(dialog).getByTestId(`offer-${offer.event}`).textContent).toBe(offer.label);
    }
    const [first] = dialog.querySelectorAll('.offers button');
    const primary = view.offers.find((offer) => offer.primary);
    if (primary !== undefined) expect(first?.textContent).toBe(primary.label);
    await waitFor(() => expect(document.activeElement).toBe(first));
  });

  test.each(['ready', 'fetching', 'writing'] as const)('%s has no dialog', async (state) => {
    host.push('fetching', 'p-001');
    host.push(state);
    await waitFor(() => expect(host.view_.state).toBe(state));
    expect(screen.queryByTestId('guidance')).toBeNull();
  });

  test('an offer sends its event and nothing else', async () => {
    host.push('fetching', 'p-001');
    host.push('blocked');
    await user.click(await screen.findByTestId('offer-open_settings'));
    expect(sent()).toEqual([['open_settings', undefined]]);
    await waitFor(() => expect(screen.getByTestId('guidance').dataset.state).toBe('settings'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('offer-recheck')));
  });

  test('the way from blocked to saved stays in one dialog and ends without one', async () => {
    host.push('fetching', 'p-001');
    host.push('blocked');
    await user.click(await screen.findByTestId('offer-open_settings'));
    await user.click(await screen.findByTestId('offer-recheck'));
    await user.click(await screen.findByTestId('offer-save'));
    await waitFor(() => expect(screen.queryByTestId('guidance')).toBeNull());
    host.push('saved');
    await user.click(await screen.findByTestId('offer-dismiss'));
    await waitFor(() => expect(screen.queryByTestId('guidance')).toBeNull());
    expect(sent().map((call) => (call as unknown[])[0])).toEqual(['open_settings', 'recheck', 'save', 'dismiss']);
  });

  test('the primary offer comes first, however the view orders them; leaving comes last', async () => {
    const view = host.push('blocked', 'p-001');
    host.pushView({ ...view, offers: view.offers.toReversed() });
    const dialog = await screen.findByTestId('guidance');
    const order = [...dialog.querySelectorAll<HTMLElement>('.offers button')].map((button) => button.dataset.testid);
    expect(order).toEqual(['offer-open_settings', 'offer-choose_folder', 'offer-dismiss']);
  });

  test('where nothing else helps, the report is one of the ways out', async () => {
    host.push('stopped', 'p-001');
    const dialog = await screen.findByTestId('guidance');
    const report = within(dialog).getByTestId('copy-report');
    expect(report.closest('details')).toBeNull();
    await user.click(report);
    expect(host.calls).toContainEqual(['copyReport']);
  });

  test('the same question drawn anew leaves the focus where the user has put it', async () => {
    const view = host.push('blocked', 'p-001');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('offer-open_settings')));
    screen.getByTestId('offer-dismiss').focus();
    host.pushView({ ...view, body: 'the same in another language' });
    await screen.findByText('the same in another language');
    await new Promise((rest) => setTimeout(rest));
    expect(document.activeElement).toBe(screen.getByTestId('offer-dismiss'));
  });

  test('keys of the gallery do nothing under it', async () => {
    await user.keyboard('{ArrowDown}');
    host.push('saved', 'p-009');
    await screen.findByTestId('guidance');
    await user.keyboard('s/');
    expect(sent()).toEqual([]);
    expect(document.activeElement).not.toBe(screen.getByTestId('search'));
  });

  test('Escape dismisses', async () => {
    host.push('failed', 'p-001');
    (await screen.findByTestId('guidance')).dispatchEvent(new Event('cancel', { cancelable: true }));
    await waitFor(() => expect(sent()).toEqual([['dismiss', undefined]]));
  });

  test('Escape does nothing where leaving is not offered', async () => {
    const view = host.push('failed', 'p-001');
    host.pushView({ ...view, offers: view.offers.filter((offer) => offer.event !== 'dismiss') });
    const dialog = await screen.findByTestId('guidance');
    await waitFor(() => expect(screen.queryByTestId('offer-dismiss')).toBeNull());
    const escape = new Event('cancel', { cancelable: true });
    dialog.dispatchEvent(escape);
    expect(escape.defaultPrevented).toBe(true);
    expect(sent()).toEqual([]);
  });

  test('written steps are a list; the raw signal and the report are behind a disclosure', async () => {
    host.push('blocked', 'p-001');
    const dialog = await screen.findByTestId('guidance');
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(3);
    const details = within(dialog).getByTestId<HTMLDetailsElement>('details');
    expect(details.open).toBe(false);
    expect(JSON.parse(details.querySelector('pre')?.textContent ?? '')).toEqual(host.view_.signal);
    await user.click(within(details).getByTestId('copy-report'));
    expect(host.calls).toContainEqual(['copyReport']);
    expect(within(details).getByTestId('copy-report').textContent).toContain('已复制');
  });

  test('a view of an abandoned attempt is not drawn', async () => {
    host.push('fetching', 'p-001');
    const old = host.view_;
    host.push('fetching', 'p-002');
    host.pushView({ ...old, state: 'failed' });
    await waitFor(() => expect(screen.getByTestId('progress')).toBeTruthy());
    expect(screen.queryByTestId('guidance')).toBeNull();
  });

  test('the answer to an event does not undo a view that was pushed meanwhile', async () => {
    host.send = async (event, poster) => {
      host.calls.push(['send', event, poster]);
      const answer = host.push('fetching', poster ?? null);
      host.push('saved');
      return answer;
    };
    await user.click(within(card('p-001')).getByTestId('save'));
    await waitFor(() => expect(screen.getByTestId('guidance').dataset.state).toBe('saved'));
  });
});

describe('progress', () => {
  beforeEach(() => open());

  test('counts bytes, and cancels', async () => {
    host.push('fetching', 'p-001');
    host.pushProgress(1_200_000, 3_000_000);
    await waitFor(() => expect(screen.getByTestId('progress').getAttribute('aria-valuenow')).toBe('40'));
    expect(screen.getByText('1.2 MB / 3.0 MB')).toBeTruthy();
    await user.click(screen.getByTestId('offer-cancel'));
    expect(sent()).toEqual([['cancel', undefined]]);
  });

  test('of another attempt is ignored', async () => {
    host.push('fetching', 'p-001');
    host.pushProgress(10, 100, 99);
    await waitFor(() => expect(screen.getByTestId('progress')).toBeTruthy());
    expect(screen.getByTestId('progress').getAttribute('aria-valuenow')).toBeNull();
  });
});

describe('viewer', () => {
  beforeEach(async () => {
    await open();
    await user.click(card('p-002').querySelector('.open') as HTMLElement);
  });

  const shown = (): string | undefined => screen.getByTestId('viewer').querySelector('h2')?.textContent;

  test('turns with the arrows and stops at the first', async () => {
    expect(shown()).toBe('Summer Coffee Week');
    await user.keyboard('{ArrowLeft}');
    expect(shown()).toBe('春日上新 · 樱花季');
    await user.keyboard('{ArrowLeft}');
    expect(shown()).toBe('春日上新 · 樱花季');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(shown()).toContain('周末市集');
  });

  test('zooms by key and back', async () => {
    const fitted = screen.getByTestId('zoom').textContent;
    expect(screen.getByTestId('fit').getAttribute('aria-pressed')).toBe('true');
    await user.keyboard('1');
    expect(screen.getByTestId('zoom').textContent).toBe('100%');
    await user.keyboard('+');
    expect(screen.getByTestId('zoom').textContent).toBe('135%');
    await user.keyboard('0');
    expect(screen.getByTestId('zoom').textContent).toBe(fitted);
  });

  test('saves what it shows, and says where it is afterwards', async () => {
    await user.keyboard('s');
    expect(sent()).toEqual([['save', 'p-002']]);
    host.push('saved');
    host.pushHistory({ poster: 'p-002', folder: '旧文件夹' });
    host.pushHistory({ poster: 'p-002', folder: '新文件夹' });
    await user.click(await screen.findByTestId('offer-dismiss'));
    await user.click(await screen.findByTestId('reveal-shown'));
    expect(screen.getByTestId('saved-note').textContent).toContain('新文件夹');
    expect(host.calls).toContainEqual(['reveal', 'demo', 'p-002']);
  });

  test('the focus comes back to the panel when all is said', async () => {
    await user.click(screen.getByTestId('save-shown'));
    await screen.findByTestId('progress');
    host.push('saved');
    host.pushHistory({ poster: 'p-002' });
    await user.click(await screen.findByTestId('offer-dismiss'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('reveal-shown')));
  });

  test.each(['the flow', 'a batch'])('keys under a dialog of %s do nothing', async (speaker) => {
    if (speaker === 'the flow') host.push('failed', 'p-002');
    else {
      const refusal = host.make('misplaced', 'p-002');
      host.pushBatch({ state: 'blocked', total: 9, waiting: 9, refusal });
    }
    await screen.findByTestId('guidance');
    await user.keyboard('{ArrowRight}s');
    expect(shown()).toBe('Summer Coffee Week');
    expect(sent()).toEqual([]);
  });

  test('shows its poster, with a way out, also when the list behind it has become another one', async () => {
    host.all = [];
    const list = host.list.bind(host);
    const asked = new Promise<void>((resolve) => {
      host.list = (query) => {
        resolve();
        return list(query);
      };
    });
    // As when somebody types and opens a poster before the search has begun.
    const search = screen.getByTestId<HTMLInputElement>('search');
    search.value = 'x';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await asked;
    await screen.findByTestId('empty');
    expect(shown()).toBe('Summer Coffee Week');
    await user.click(screen.getByTestId('close-viewer'));
    await waitFor(() => expect(screen.queryByTestId('viewer')).toBeNull());
  });

  test('says why there is no picture, and tries again by hand and when the network is back', async () => {
    const tried = (): number => host.calls.filter(([name]) => name === 'tryPicture').length;
    host.torn.add('p-002');
    screen.getByTestId('full').dispatchEvent(new Event('error'));
    expect((await screen.findByTestId('no-picture')).textContent).toContain(failure().copy.body);
    expect(tried()).toBe(1);
    await user.click(screen.getByTestId('picture-retry'));
    await waitFor(() => expect(tried()).toBe(2));
    host.torn.clear();
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(screen.queryByTestId('no-picture')).toBeNull());
    expect(screen.getByTestId('full')).toBeTruthy();
  });

  test('copies the picture; a refusal is told in the words of Rust', async () => {
    await user.click(screen.getByTestId('copy-image'));
    expect(host.calls).toContainEqual(['copyImage', 'p-002']);
    host.copyImage = () => Promise.reject(failure());
    await user.click(screen.getByTestId('copy-image'));
    await waitFor(() => expect(screen.getByTestId('toast').textContent?.trim()).toBe(failure().copy.body));
    expect(screen.getByTestId('toast').getAttribute('role')).toBe('alert');
  });
});

describe('settings of the window', () => {
  beforeEach(() => open());

  test('the language changes words, lang and the flow', async () => {
    host.push('failed', 'p-001');
    await user.click(screen.getByTestId('more'));
    await user.click(await screen.findByTestId('menu-locale-en'));
    await waitFor(() => expect(document.documentElement.lang).toBe('en'));
    expect(host.calls).toContainEqual(['setLocale', 'en']);
    expect(screen.getByTestId('search').getAttribute('placeholder')).toBe('Search posters');
    await waitFor(() => expect(screen.getByTestId('guidance').textContent).toContain('not connected'));
  });

  test('the theme is chosen by name, and the system has no mark', async () => {
    expect(document.documentElement.dataset.theme).toBeUndefined();
    const choose = async (theme: string): Promise<void> => {
      await user.click(screen.getByTestId('more'));
      await user.click(await screen.findByTestId(`menu-theme-${theme}`));
    };
    await choose('light');
    expect(document.documentElement.dataset.theme).toBe('light');
    await choose('dark');
    expect(document.documentElement.dataset.theme).toBe('dark');
    await user.click(screen.getByTestId('more'));
    expect((await screen.findByTestId('menu-theme-dark')).getAttribute('aria-checked')).toBe('true');
    await user.click(screen.getByTestId('menu-theme-system'));
    expect(document.documentElement.dataset.theme).toBeUndefined();
    const set = host.calls.filter(([name]) => name === 'setTheme').map(([, theme]) => theme);
    expect(set).toEqual(['light', 'dark', 'system']);
  });

  test('another folder is shown at once; a closed dialog changes nothing', async () => {
    host.changeFolder = async () => null;
    await user.click(screen.getByTestId('folder'));
    expect(screen.getByTestId('folder').textContent).toContain('下载/海报');
    host.changeFolder = async () => ({ label: '图片/活动' });
    await user.click(screen.getByTestId('folder'));
    await waitFor(() => expect(screen.getByTestId('folder').textContent).toContain('图片/活动'));
  });

  test('a folder chosen in the flow is shown when the save goes on', async () => {
    host.push('misplaced', 'p-001');
    host.hello_ = { ...host.hello_, folder: { label: '图片/别处' } };
    host.push('fetching');
    await waitFor(() => expect(screen.getByTestId('folder').textContent).toContain('图片/别处'));
  });
});

describe('source', () => {
  beforeEach(() => open());

  test('a refusal stays in the sheet; the token is handed over once and forgotten', async () => {
    host.pushSignIn();
    await user.type(await screen.findByTestId('source-url'), 'https://posters.example.com');
    await user.type(screen.getByTestId('source-token'), 'test-token-123456');
    host.refusal = failure();
    await user.click(screen.getByTestId('source-connect'));
    expect((await screen.findByTestId('source-failure')).textContent).toContain(failure().copy.body);
    expect(host.calls).toContainEqual(['setSource', 'https://posters.example.com', 'test-token-123456']);
    expect(document.body.innerHTML).not.toContain('test-token');
    expect(screen.getByTestId<HTMLInputElement>('source-token').value).toBe('');
  });

  test('an empty token field keeps the token', async () => {
    host.pushSignIn();
    await user.type(await screen.findByTestId('source-url'), 'posters.example.com');
    await user.click(screen.getByTestId('source-connect'));
    expect(host.calls).toContainEqual(['setSource', 'https://posters.example.com', null]);
    await waitFor(() => expect(screen.queryByTestId('source')).toBeNull());
  });

  test('a token that is kept can be removed', async () => {
    host.hello_ = { ...host.hello_, source: { ...host.hello_.source, demo: false, token_set: true } };
    host.push('fetching', 'p-001');
    host.push('ready', null);
    await user.click(screen.getByTestId('source-open'));
    await user.click(await screen.findByTestId('token-forget'));
    expect(host.calls).toContainEqual(['forgetToken']);
    await waitFor(() => expect(screen.queryByTestId('source')).toBeNull());
    await user.click(screen.getByTestId('source-open'));
    expect(screen.queryByTestId('token-forget')).toBeNull();
  });

  test('a failure that comes after the sheet was closed is said, and closes nothing else', async () => {
    let refuse = (): void => {};
    host.setSource = () => new Promise((_, reject) => (refuse = () => reject(failure())));
    await user.click(screen.getByTestId('source-open'));
    await user.type(await screen.findByTestId('source-url'), 'posters.example.com');
    await user.click(screen.getByTestId('source-connect'));
    await user.click(screen.getByTestId('source-close'));
    await user.click(screen.getByTestId('history'));
    refuse();
    await waitFor(() => expect(screen.getByTestId('toast').textContent).toContain(failure().copy.body));
    expect(screen.getByTestId('history-panel')).toBeTruthy();
  });

  test('another source that answers after the sheet was closed is shown, and closes nothing else', async () => {
    let answer = (): void => {};
    const connect = host.setSource.bind(host);
    host.setSource = (url, token) => new Promise((resolve) => (answer = () => resolve(connect(url, token))));
    await user.click(screen.getByTestId('source-open'));
    await user.type(await screen.findByTestId('source-url'), 'https://posters.example.com');
    await user.click(screen.getByTestId('source-connect'));
    await user.click(screen.getByTestId('source-close'));
    await user.click(screen.getByTestId('history'));
    answer();
    await waitFor(() => expect(screen.getByTestId('source-open').textContent).toContain('posters.example.com'));
    expect(screen.getByTestId('history-panel')).toBeTruthy();
  });

  test('the flow is told when the sheet it asked for closes, and only then', async () => {
    const closed = (): number => host.calls.filter(([name]) => name === 'settingsClosed').length;
    await user.click(screen.getByTestId('source-open'));
    (await screen.findByTestId('source')).dispatchEvent(new Event('cancel', { cancelable: true }));
    await waitFor(() => expect(screen.queryByTestId('source')).toBeNull());
    expect(closed()).toBe(0);
    host.pushSignIn();
    (await screen.findByTestId('source')).dispatchEvent(new Event('cancel', { cancelable: true }));
    await waitFor(() => expect(closed()).toBe(1));
  });
});

test('history: newest first, a way to each file, none for what failed or is gone', async () => {
  await open();
  await user.click(screen.getByTestId('history'));
  await waitFor(() => expect(screen.getByTestId('history-panel').textContent).toContain('还没有保存过海报'));
  host.pushHistory({ title: 'one' });
  host.pushHistory({ title: 'gone', missing: true });
  host.pushHistory({ title: 'two', outcome: 'failed', file: null });
  const rows = await waitFor(() => {
    const found = screen.getAllByTestId('history-row');
    expect(found).toHaveLength(3);
    return found;
  });
  expect(rows[0]?.textContent).toContain('two');
  expect(rows[1]?.textContent).toContain('文件已不在');
  for (const row of rows.slice(0, 2)) expect(within(row).queryByTestId('reveal')).toBeNull();
  await user.click(screen.getByTestId('reveal'));
  expect(host.calls).toContainEqual(['reveal', 'demo', 'p-001']);
});

test('history of a batch: marks that come read it anew', async () => {
  await open();
  await user.click(screen.getByTestId('history'));
  await screen.findByTestId('history-panel');
  host.rows = [{ ...historyRow(), title: 'of a batch' }];
  host.pushMarks({ poster: 'p-005', saved: saved() });
  expect((await screen.findByTestId('history-row')).textContent).toContain('of a batch');
});
