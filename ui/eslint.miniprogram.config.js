// The mini-program's rules. Called from the repository's root (see `lint:miniprogram`): its files lie outside ui/.
import js from '@eslint/js';
import wxmlParser from '@wxml/parser';
import wxml from 'eslint-plugin-wxml';
import globals from 'globals';

const WECHAT = { App: 'readonly', Component: 'readonly', Page: 'readonly', getApp: 'readonly', getCurrentPages: 'readonly', wx: 'readonly' };
// Neither a browser nor node: a mini-program has timers, a console and modules.
const PHONE = { ...WECHAT, clearTimeout: 'readonly', console: 'readonly', module: 'writable', require: 'readonly', setTimeout: 'readonly' };

export default [
  { ignores: ['miniprogram/contract/contract.js', 'tests/miniprogram/host/**', 'tests/miniprogram/host*'] },
  { ...js.configs.recommended, files: ['**/*.js'] },
  {
    files: ['**/*.js'],
    languageOptions: { ecmaVersion: 2020, sourceType: 'commonjs' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
    },
  },
  { files: ['miniprogram/**/*.js'], languageOptions: { globals: PHONE } },
  {
    // Only the signal, classified, leaves the flow: no page and no component reads a message.
    files: ['miniprogram/pages/**/*.js', 'miniprogram/components/**/*.js', 'miniprogram/app.js'],
    rules: {
      'no-restricted-syntax': ['error', { selector: "[name='errMsg']", message: 'Only flow/ and services/ read errMsg.' }],
    },
  },
  {
    // Between a tap and wx.openSetting no promise may come: whatever is run by an event runs in its tick.
    files: ['miniprogram/flow/session.js', 'miniprogram/flow/saving.js', 'miniprogram/flow/effects.js', 'miniprogram/components/**/*.js'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'AwaitExpression', message: 'WeChat refuses wx.openSetting after an await.' },
        { selector: ':function[async=true]', message: 'WeChat refuses wx.openSetting after an await.' },
        { selector: "MemberExpression[property.name='errMsg'] ", message: 'Only classify and observe read errMsg.' },
      ],
    },
  },
  {
    files: ['tests/miniprogram/**/*.js'],
    ignores: ['tests/miniprogram/scripted-wx.js'],
    languageOptions: { ecmaVersion: 2022, globals: globals.node },
  },
  { files: ['tests/miniprogram/scripted-wx.js'], languageOptions: { globals: { ...globals['shared-node-browser'], module: 'writable' } } },
  {
    files: ['miniprogram/**/*.wxml'],
    plugins: { wxml },
    languageOptions: { parser: wxmlParser },
    rules: Object.fromEntries(
      [
        'no-const-and-let-in-wxs',
        'no-duplicate-attributes',
        'no-dynamic-wx-key',
        'no-inconsistent-tagname',
        'no-index-in-wx-key',
        'no-unexpected-string-bool',
        'no-unnecessary-block',
        'no-vue-directive',
        'no-wx-for-with-wx-else',
        'no-wx-for-with-wx-if',
        'no-wx-if-string',
        'report-interpolation-error',
        'report-wxml-syntax-error',
        'report-wxs-syntax-error',
        'wx-key',
        'wxs-module-prop',
        'wxs-must-be-top-level',
      ].map((rule) => [`wxml/${rule}`, 'error']),
    ),
  },
  { files: ['miniprogram/**/*.wxml'], plugins: { wxml }, rules: { 'wxml/event-binding-style': ['error', 'colon'], 'wxml/quotes': ['error', 'double'] } },
];
