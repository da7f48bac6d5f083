import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

/** The window is served by the simulator under any path, hence relative addresses. */
export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: { conditions: ['yingwu:source', ...defaultClientConditions] },
  // `npx vite packages/simulator/ui` beside a running simulator: the window under development. Its Host stays, for the checks.
  server: { proxy: { '/_sim': { target: 'http://127.0.0.1:8100', changeOrigin: false } } },
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    // It comes from the same machine; whoever starts the simulator need not read a warning about it.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      input: {
        index: fileURLToPath(new URL('index.html', import.meta.url)),
        jweixin: fileURLToPath(new URL('src/js-sdk/jweixin.ts', import.meta.url)),
      },
      output: {
        // Pages load the JS-SDK by a name of its own.
        entryFileNames: ({ name }) => (name === 'jweixin' ? 'open/js/jweixin.js' : 'assets/[name]-[hash].js'),
      },
      onLog(level, log, report) {
        // The protocol's ciphers need node:crypto; the window imports only its tables, and the rest is shaken off.
        if (!log.message.includes('externalized for browser compatibility')) report(level, log)
      },
    },
  },
})
