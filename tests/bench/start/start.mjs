// How long the window takes to be seen, and what it weighs, beside a bare Tauri window of the same versions.
//
//   node tests/bench/start/start.mjs --app PROGRAM --bare PROGRAM --command PROGRAM --package DEB [--runs 9] [--out JSON] [--publish MD]
//
// Linux, with a display (xvfb-run) and WebKitWebDriver. Runs alternate, so that both meet the same machine; medians are compared.
// The very first run, with nothing in any cache and the demo's posters still to be drawn, is told by itself.
// Ends with 1 when a goal is missed: first paint <= 1.3 times the bare window's, memory <= 1.25 times, package <= 12 MB.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const GOALS = { paint: 1.3, memory: 1.25, package: 12e6 };
/** Milliseconds after the first picture at which memory is taken: the gallery is idle. */
const IDLE = 4000;
const PATIENCE = 60_000;
/** Of the numbers in /proc: a second has a hundred ticks on every Linux that this runs on. */
const TICK = 10;

const { values } = parseArgs({
  options: {
    app: { type: 'string' },
    bare: { type: 'string' },
    runs: { type: 'string', default: '9' },
    command: { type: 'string' },
    package: { type: 'string' },
    out: { type: 'string' },
    publish: { type: 'string' },
  },
});
for (const name of ['app', 'bare', 'command', 'package']) if (values[name] === undefined) throw new Error(`--${name} is missing`);
const bare = path.resolve(values.bare);
/** What is started, and with what in its environment. */
const programs = {
  app: { program: path.resolve(values.app), env: {} },
  bare: { program: bare, env: {} },
  // As the app has it where there is no graphics card, as there is none here.
  processor: { program: bare, env: { WEBKIT_DISABLE_DMABUF_RENDERER: '1' } },
};

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Processes by number: their parent. */
function parents() {
  const found = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      found.set(Number(name), Number(afterName(name)[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

/** What /proc/PID/stat says behind the name, which may hold anything. */
function afterName(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function processOf(program) {
  for (const pid of parents().keys()) {
    try {
      if (readlinkSync(`/proc/${pid}/exe`) === program) return pid;
    } catch {
      // Not ours to look at, or gone.
    }
  }
  throw new Error(`${program} does not run`);
}

/** When a process was started, in milliseconds of the clock on the wall. */
function startOf(pid) {
  const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000;
  return Date.now() - uptime + Number(afterName(pid)[19]) * TICK;
}

/** Proportional memory of a process and all below it, in bytes. */
function memoryOf(root) {
  const parent = parents();
  const below = (pid) => pid === root || (parent.has(pid) && below(parent.get(pid)));
  let sum = 0;
  for (const pid of parent.keys()) {
    if (!below(pid)) continue;
    const [, kilobytes] = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB/m);
    sum += Number(kilobytes) * 1024;
  }
  return sum;
}

/**
 * One start: milliseconds to first paint, to the page's words and to the first picture (null without pictures), bytes of memory.
 */
async function run({ program, env }, home) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: path.join(home, 'config'),
      XDG_CACHE_HOME: path.join(home, 'cache'),
      XDG_DATA_HOME: path.join(home, 'data'),
      TAURI_WEBVIEW_AUTOMATION: 'true',
      ...env,
    },
  });
  const call = async (method, where, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${where}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${where}: ${JSON.stringify(value)}`);
    return value;
  };
  const until = Date.now() + PATIENCE;
  const again = async (attempt) => {
    for (;;) {
      try {
        const value = await attempt();
        if (value !== null) return value;
      } catch (error) {
        if (Date.now() > until) throw error;
      }
      if (Date.now() > until) throw new Error(`${program}: nothing came within ${PATIENCE} ms`);
      await wait(20);
    }
  };
  try {
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary: program, args: [] } } };
    const { sessionId } = await again(() => call('POST', '/session', { capabilities }));
    const pid = processOf(program);
    const started = startOf(pid);
    const ask = (script) => call('POST', `/session/${sessionId}/execute/sync`, { script, args: [] });
    // First of all, so that it is there before the first picture: that is drawn in the frame after it is decoded.
    const picture = await again(() =>
      call('POST', `/session/${sessionId}/execute/async`, {
        script: `const done = arguments[0];
           if (document.readyState === 'loading') { done(null); return; }
           if (!document.querySelector('#app')) { done(0); return; }
           const look = () => {
             const come = [...document.images].filter((image) => image.complete && image.naturalWidth > 0);
             if (come.length === 0) { requestAnimationFrame(look); return; }
             come[0].decode().then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now()))),
               () => requestAnimationFrame(look));
           };
           look();`,
        args: [],
      }),
    );
    const paint = await again(() =>
      ask(`const [entry] = performance.getEntriesByName('first-contentful-paint');
           return entry ? performance.timeOrigin + entry.startTime : null`),
    );
    const words = await ask(`return performance.timeOrigin + performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd`);
    await wait(IDLE);
    const memory = memoryOf(pid);
    await call('DELETE', `/session/${sessionId}`).catch(() => {});
    return { paint: paint - started, words: words - started, picture: picture === 0 ? null : picture - started, memory };
  } finally {
    try {
      process.kill(-driver.pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
    await wait(500);
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const homes = Object.fromEntries(Object.keys(programs).map((name) => [name, mkdtempSync(path.join(os.tmpdir(), `poster-start-${name}-`))]));
const runs = { app: [], bare: [], processor: [] };
const first = {};
try {
  // Round 0 is the first run of a new user: it fills caches and draws the demo's posters. It does not count among the others.
  for (let round = 0; round <= Number(values.runs); round += 1) {
    for (const name of round % 2 === 0 ? ['bare', 'processor', 'app'] : ['app', 'bare', 'processor']) {
      const measured = await run(programs[name], homes[name]);
      if (round > 0) runs[name].push(measured);
      else first[name] = measured;
      process.stderr.write(`${round} ${name} ${JSON.stringify(measured)}\n`);
    }
  }
} finally {
  for (const home of Object.values(homes)) rmSync(home, { recursive: true, force: true });
}

const of = (name, what) => median(runs[name].map((measured) => measured[what]));
const control = (field) => execFileSync('dpkg-deb', ['--field', values.package, field], { encoding: 'utf8' }).trim();
const size = (file) => statSync(file).size;
const result = {
  runs: Number(values.runs),
  load: os.loadavg().map((load) => Number(load.toFixed(1))),
  cores: os.cpus().length,
  first,
  app: {
    paint: of('app', 'paint'),
    words: of('app', 'words'),
    picture: of('app', 'picture'),
    memory: of('app', 'memory'),
    bytes: size(programs.app.program),
  },
  bare: { paint: of('bare', 'paint'), memory: of('bare', 'memory'), bytes: size(bare) },
  processor: { paint: of('processor', 'paint'), memory: of('processor', 'memory') },
  command: size(values.command),
  package: size(values.package),
  // Debian counts in units of 1024 bytes.
  installed: Number(control('Installed-Size')) * 1024,
  every: runs,
};
result.ratio = { paint: result.app.paint / result.bare.paint, memory: result.app.memory / result.bare.memory };
if (values.out !== undefined) {
  mkdirSync(path.dirname(values.out), { recursive: true });
  writeFileSync(values.out, `${JSON.stringify(result, null, 2)}\n`);
}

const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const ms = (time) => `${Math.round(time)} ms`;
const goal = (value, most, text) => `${text} ${value <= most ? 'met' : 'MISSED'}`;
const { app, processor, ratio } = result;
const rows = [
  ['', 'app', 'bare window', 'ratio', 'goal'],
  ['first paint', ms(app.paint), ms(result.bare.paint), ratio.paint.toFixed(2), goal(ratio.paint, GOALS.paint, `<= ${GOALS.paint}x`)],
  ['words made', ms(app.words), '', '', ''],
  ['first picture drawn', ms(app.picture), '', '', ''],
  ['memory (PSS), idle', mb(app.memory), mb(result.bare.memory), ratio.memory.toFixed(2), goal(ratio.memory, GOALS.memory, `<= ${GOALS.memory}x`)],
  ['paint, to a bare window without an emulated card', ms(app.paint), ms(processor.paint), (app.paint / processor.paint).toFixed(2), ''],
  ['memory, to the same', mb(app.memory), mb(processor.memory), (app.memory / processor.memory).toFixed(2), ''],
  ['first run: paint', ms(first.app.paint), ms(first.bare.paint), (first.app.paint / first.bare.paint).toFixed(2), ''],
  ['first run: picture', ms(first.app.picture), '', '', ''],
  ['window program', mb(app.bytes), mb(result.bare.bytes), '', ''],
  ['command poster', mb(result.command), '', '', ''],
  ['.deb', mb(result.package), '', '', goal(result.package, GOALS.package, `<= ${mb(GOALS.package)}`)],
  ['.deb, installed', mb(result.installed), '', '', ''],
];
for (const row of rows) process.stdout.write(`${row.map((cell, at) => (at === 0 ? cell.padEnd(50) : cell.padStart(13))).join(' ')}\n`);
if (values.publish !== undefined) writeFileSync(values.publish, markdown());
const missed = ratio.paint > GOALS.paint || ratio.memory > GOALS.memory || result.package > GOALS.package;
process.exitCode = missed ? 1 : 0;

function markdown() {
  const table = rows.map((row) => `| ${row.join(' | ')} |`);
  table.splice(1, 0, '|---|---:|---:|---:|---|');
  return `# How the window starts, and what it weighs

${new Date().toISOString().slice(0, 10)}, ${os.cpus()[0]?.model ?? 'unknown processor'}, ${result.cores} cores. Load while measuring: ${result.load.join(', ')}. Medians of ${result.runs} runs, in turns with a bare Tauri
window of the same versions, compiled alike; from the start of the process, under Xvfb with software rendering, a warm disk cache.
Under load all times grow; the ratios are what is aimed at. \`cargo xtask bench start --publish\` writes this page.

${table.join('\n')}

- First paint: the browser engine's own \`first-contentful-paint\`: of the app, its mark. Its words are drawn in the frame after they are
  made (\`DOMContentLoaded\`).
- First picture: the frame after the first poster's thumbnail is decoded.
- Memory: proportional set size of the process and everything below it, ${IDLE / 1000} seconds after that.
- First run: nothing is cached, and the demo's posters are still to be drawn.
- There is no graphics card here. For a bare window WebKitGTK emulates one; the app has the processor draw its page instead
  (\`src-tauri/src/drawing.rs\`). The two rows with "without an emulated card" are a bare window that does so, too. On a machine with a
  graphics card both windows use it; that was not measured.
`;
}
