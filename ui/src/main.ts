import './style.css';

import { mount } from 'svelte';

import { tauriHost } from './host/tauri';
import App from './view/App.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

export default mount(App, { target, props: { host: tauriHost } });
