import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

export default defineConfig(
  // The mini-program host has its own check; the generated files are checked where they are made.
  globalIgnores(['dist', 'src/miniprogram-host', 'tests/miniprogram*', 'src/generated', 'src/contract.ts']),
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      // The compiler knows every global of the window; this rule knows only a list.
      'no-undef': 'off',
      // State here is replaced, never changed in place ($state.raw): plain collections are meant.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    // The one door to the shell.
    files: ['src/**'],
    ignores: ['src/host/tauri.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['@tauri-apps/*'] }] },
  },
);
