import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a running Retrace. */
const server = process.env.RETRACE_ADDRESS ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    // Spring Boot serves what is on the class path under static/.
    outDir: process.env.CONSOLE_OUTPUT ?? '../target/classes/static',
    emptyOutDir: true,
    target: 'es2022',
    // The first that know light-dark() themselves; rewritten for older ones it ignores a part's own colour scheme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Everything is a file of its own: the content security policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      '/api': server,
      '/media': server,
      '/relay': { target: server, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
  },
});
