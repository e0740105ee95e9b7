/**
 * The window over as many posters as asked for, for `tests/bench/window/scroll.mjs`. Not part of the build.
 * `?posters=100000&layout=list&pictures=full`: pictures come from the bench's own server, each under an address of its own.
 */
import '../src/style.css';

import { mount } from 'svelte';

import type { Page } from '../src/generated/types';
import type { ListQuery } from '../src/host/types';
import App from '../src/view/App.svelte';
import { many } from './posters';
import { ScriptedHost } from './scripted-host';

const wanted = new URLSearchParams(location.search);
const posters = many(Number(wanted.get('posters') ?? '1500'));
const full = wanted.get('pictures') === 'full';
/** As many as the contract allows a page. */
const PAGE = 100;

class Shelf extends ScriptedHost {
  override async list({ cursor }: ListQuery): Promise<Page> {
    const from = cursor === null ? 0 : Number(cursor);
    const end = from + PAGE;
    return { items: posters.slice(from, end), next_cursor: end < posters.length ? String(end) : null, skipped: 0 };
  }

  override picture(poster: string): string {
    return `/${full ? 'full' : 'thumb'}/${poster}`;
  }
}

const target = document.getElementById('app');
if (target === null) throw new Error('scroll.html has no #app');
const host = new Shelf({ hello: { theme: 'light', layout: wanted.get('layout') === 'list' ? 'list' : 'grid' } });
mount(App, { target, props: { host } });
