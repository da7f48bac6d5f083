import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

/** The window is served by the simulator under any path, hence relative addresses. */
export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: { conditions: ['yingwu:source', ...defaultClientConditions] },
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    rolldownOptions: {
      onLog(level, log, report) {
        // The protocol's ciphers need node:crypto; the window imports only its tables, and the rest is shaken off.
        if (!log.message.includes('externalized for browser compatibility')) report(level, log)
      },
    },
  },
})
