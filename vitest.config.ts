import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['yingwu:source'] },
  ssr: { resolve: { conditions: ['yingwu:source'] } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/interop/**'],
    // Most of the time a file waits for a browser, a database or another program.
    maxWorkers: availableParallelism() + 1,
    // Browsers that are slow on purpose: `test/support/slow-browser.ts`.
    testTimeout: process.env['SLOW_BROWSER'] === undefined ? 30_000 : 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
