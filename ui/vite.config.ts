import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  server: { strictPort: true },
  build: {
    // The oldest web views still in use: WebKit of macOS 13.3, WebView2 (always newer), WebKitGTK 2.40.
    target: ['safari16.4', 'chrome111'],
    // The content policy allows no data: addresses, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'jsdom',
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'tests/miniprogram*/**'],
    setupFiles: ['tests/setup.ts'],
  },
});
