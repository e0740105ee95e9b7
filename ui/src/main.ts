import './style.css';

import { mount } from 'svelte';

import { tauriHost } from './host/tauri';
import App from './view/App.svelte';

/** After so long the window is not waited for: one that is covered draws nothing. */
const PATIENCE_MS = 100;

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

// The mark of index.html is drawn before the rest is made: finding the faces of the words takes longer than all else here.
if (performance.getEntriesByType('paint').length === 0) {
  await new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, PATIENCE_MS);
  });
}
target.replaceChildren();
mount(App, { target, props: { host: tauriHost } });
