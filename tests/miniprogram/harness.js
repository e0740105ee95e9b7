// A mini-program without WeChat: loads its files as WeChat does, mounts its pages and components, and keeps the time.

const { existsSync, readFileSync } = require('node:fs');
const { dirname, join, relative, resolve } = require('node:path');
const vm = require('node:vm');

const { scriptedWx } = require('./scripted-wx.js');

const ROOT = resolve(__dirname, '../../miniprogram');
const PARAMETERS = ['require', 'module', 'exports', 'wx', 'App', 'Page', 'Component', 'getApp', 'getCurrentPages', 'setTimeout', 'clearTimeout'];

/** Timers that run when a test says so. */
function newClock() {
  let now = 0;
  let last = 0;
  /** @type {Map<number, {at: number, work: () => void}>} */
  const timers = new Map();
  return {
    setTimeout(work, delay = 0) {
      last += 1;
      timers.set(last, { at: now + delay, work });
      return last;
    },
    clearTimeout: (id) => void timers.delete(id),
    /** Lets the time pass, without delivering any answer in between. */
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [next] = [...timers].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b);
        if (!next) break;
        timers.delete(next[0]);
        now = next[1].at;
        next[1].work();
      }
      now = end;
    },
    get waiting() {
      return timers.size;
    },
  };
}

/** A mini-program on a scripted phone. */
function program(script) {
  const phone = scriptedWx(script);
  const clock = newClock();
  const modules = new Map();
  let defined;
  const define = (kind) => (definition) => void (defined = { kind, definition });

  /** As WeChat: JavaScript only, and nothing outside the root. */
  function load(path, from = ROOT) {
    const wanted = path.startsWith('/') ? join(ROOT, path) : resolve(from, path);
    const file = wanted.endsWith('.js') ? wanted : `${wanted}.js`;
    if (relative(ROOT, file).startsWith('..') || !existsSync(file)) throw new Error(`module '${path}' is not defined`);
    if (!modules.has(file)) {
      const module = { exports: {} };
      modules.set(file, module);
      const source = `(function (${PARAMETERS.join(', ')}) {${readFileSync(file, 'utf8')}\n})`;
      const run = new vm.Script(source, { filename: file }).runInThisContext();
      const getCurrentPages = () => phone.pages.slice();
      const require = (name) => {
        if (!name.startsWith('.') && !name.startsWith('/')) throw new Error(`module '${name}' is not defined`);
        return load(name, dirname(file));
      };
      run(require, module, module.exports, phone.wx, define('App'), define('Page'), define('Component'), () => ({}), getCurrentPages, clock.setTimeout, clock.clearTimeout);
    }
    return modules.get(file).exports;
  }

  function definitionOf(path) {
    defined = undefined;
    modules.delete(join(ROOT, `${path}.js`));
    load(`/${path}`);
    return defined.definition;
  }

  /** Delivers answers and lets promises go on until nothing moves any more. */
  async function settle() {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      while (phone.deliver()) quiet = 0;
      await new Promise((done) => setImmediate(done));
    }
  }

  /** Mounts a component with these properties. `events` fills with what it triggers. */
  function component(path, properties = {}) {
    const definition = definitionOf(path);
    const events = [];
    const instance = {
      events,
      on: {},
      data: { ...structuredClone(definition.data), ...defaults(definition.properties) },
      ...definition.methods,
      setData(patch) {
        Object.assign(instance.data, patch);
        observe(definition, instance, Object.keys(patch));
      },
      triggerEvent(name, detail) {
        events.push({ name, detail });
        if (instance.on[name]) instance.on[name]({ detail });
      },
      selectComponent: () => null,
      /** What a page does with attributes. */
      set: (patch) => instance.setData(patch),
      shown: () => lifetime(definition.pageLifetimes, 'show', instance),
      hidden: () => lifetime(definition.pageLifetimes, 'hide', instance),
      detach: () => lifetime(definition.lifetimes, 'detached', instance),
      last: (name) => instance.ofName(name).at(-1),
      ofName: (name) => events.filter((event) => event.name === name).map(({ detail }) => detail),
    };
    lifetime(definition.lifetimes, 'created', instance);
    if (Object.keys(properties).length > 0) instance.setData(properties);
    lifetime(definition.lifetimes, 'attached', instance);
    instance.shown();
    return instance;
  }

  /** Opens a page. `children` answers selectComponent. */
  function page(path, query = {}, children = {}) {
    const { data, ...rest } = definitionOf(path);
    const instance = {
      ...rest,
      data: structuredClone(data),
      setData: (patch) => void Object.assign(instance.data, patch),
      selectComponent: (selector) => children[selector] || null,
    };
    instance.onLoad(query);
    return instance;
  }

  /** What `App()` was called with. */
  const app = () => definitionOf('app');

  return { app, clock, component, load: (path) => load(`/${path}`), page, phone, settle };
}

function defaults(properties = {}) {
  const plain = new Map([[String, ''], [Boolean, false], [Number, 0]]);
  return Object.fromEntries(
    Object.entries(properties).map(([name, type]) => [name, typeof type === 'function' ? (plain.get(type) ?? null) : structuredClone(type.value ?? null)]),
  );
}

function observe({ observers = {} }, instance, changed) {
  for (const [names, observer] of Object.entries(observers)) {
    if (names.split(',').some((name) => changed.includes(name.trim()))) observer.call(instance);
  }
}

function lifetime(lifetimes = {}, name, instance) {
  if (lifetimes[name]) lifetimes[name].call(instance);
}

/** A poster-save on a scripted phone, and what a user does with it. */
function posterSave(script, properties = { url: 'https://img.example.com/a.jpg' }) {
  const made = program({ replies: { '*': {} }, ...script });
  const { phone, settle } = made;
  const save = made.component('components/poster-save/poster-save', properties);
  const state = () => save.parts().saving.session.state;
  return {
    ...made,
    save,
    state,
    /** Taps the button and waits for what comes of it. */
    async tapSave() {
      phone.tap(() => save.onSave());
      await settle();
    },
    /** Taps a button of the dialog. */
    async press(confirm = true) {
      phone.pressModal(confirm);
      await settle();
    },
    /** Taps a button of the sheet. */
    async choose(event) {
      const offered = save.data.sheet.offers.some((offer) => offer.event === event);
      if (!offered) throw new Error(`the sheet does not offer ${event}`);
      phone.tap(() => save.onChoose({ detail: { event } }));
      await settle();
    },
    /** Comes back to the mini-program from the phone's settings or from anywhere. */
    async comeBack() {
      phone.foreground();
      save.shown();
      await settle();
    },
    /** What the user reads now. */
    seen() {
      const { loading, modals } = phone;
      if (modals.length > 1) throw new Error('two dialogs at once');
      const [modal] = modals;
      const sheet = save.data.sheet;
      return {
        ...(loading && { loading }),
        ...(modal && { modal: modal.content, buttons: [modal.confirmText, ...(modal.showCancel ? [modal.cancelText] : [])] }),
        ...(sheet && { sheet: sheet.body, buttons: sheet.offers.map(({ label }) => label) }),
      };
    },
  };
}

module.exports = { ROOT, newClock, posterSave, program };
