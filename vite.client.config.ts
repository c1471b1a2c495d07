// What browsers get: islands and styles under hashed names, the service worker and icons under plain ones.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: from('./src/web'),
  publicDir: from('./src/web/public'),
  base: '/',
  build: {
    outDir: from('./dist/client'),
    emptyOutDir: true,
    manifest: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        ask: from('./src/web/islands/ask.ts'),
        share: from('./src/web/islands/share.ts'),
        reader: from('./src/web/islands/reader.ts'),
        'verify-log': from('./src/web/islands/verify-log.ts'),
        operator: from('./src/web/islands/operator.ts'),
        sw: from('./src/web/islands/sw.ts'),
        'desk-case-keys': from('./src/web/islands/desk-case-keys.ts'),
        'desk-case-parts': from('./src/web/islands/desk-case-parts.ts'),
        'desk-draft': from('./src/web/islands/desk-draft.ts'),
        'desk-forms': from('./src/web/islands/desk-forms.ts'),
        'desk-passkey': from('./src/web/islands/desk-passkey.ts'),
        'desk-picture': from('./src/web/islands/desk-picture.ts'),
        'desk-file': from('./src/web/islands/desk-file.ts'),
        'desk-practice': from('./src/web/islands/desk-practice.ts'),
        'desk-queue': from('./src/web/islands/desk-queue.ts'),
        site: from('./src/web/styles/site.css'),
        desk: from('./src/web/styles/desk.css'),
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
