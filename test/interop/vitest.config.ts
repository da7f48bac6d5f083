import { defineConfig } from 'vitest/config'
import { findBrowser } from '../../scripts/browser.ts'

/** Other people's SDKs: `npm run test:interop`. They are installed from their registries first, which takes its time. */
export default defineConfig({
  resolve: { conditions: ['yingwu:source'] },
  ssr: { resolve: { conditions: ['yingwu:source'] } },
  test: {
    include: ['test/interop/*.test.ts'],
    env: { CHROMIUM: findBrowser(process.env) },
    testTimeout: 120_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
