// Runs every test of this folder. By name, since no two releases of node read a folder or a pattern alike.

const { spawnSync } = require('node:child_process');
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const tests = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.test\.m?js$/.test(name))
  .sort()
  .map((name) => join(__dirname, name));
process.exitCode = spawnSync(process.execPath, ['--test', ...tests], { stdio: 'inherit' }).status ?? 1;
