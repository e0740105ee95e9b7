/**
 * The window with a scripted host: `npm run dev`, then `/tests/dev.html`. Not part of the build.
 * `?theme=dark&locale=en` to start with; `script` in the console pushes any state.
 */
import '../src/style.css';

import { mount } from 'svelte';

import type { Hello } from '../src/generated/types';
import App from '../src/view/App.svelte';
import { ScriptedHost } from './scripted-host';

const wanted = new URLSearchParams(location.search);
const host = new ScriptedHost({
  hello: {
    theme: (wanted.get('theme') ?? 'system') as Hello['theme'],
    locale: (wanted.get('locale') ?? 'zh-CN') as Hello['locale'],
  },
});
Object.assign(window, { script: host });

const target = document.getElementById('app');
if (target === null) throw new Error('dev.html has no #app');
mount(App, { target, props: { host } });
