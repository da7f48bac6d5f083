import type { BrowserContext, Page } from 'playwright-core'

/** How much slower the page computes than this machine can. */
const CPU_RATE = 4

/**
 * Makes a browser slow on purpose: every request leaves late, every event arrives late, and the page computes at a
 * fraction of the speed. A test that takes for granted what only a quick machine does fails then, each time.
 */
export async function slowDown(context: BrowserContext, delayMs: number): Promise<void> {
  await context.route('**/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    // The page may have gone meanwhile.
    await route.continue().catch(() => undefined)
  })
  await context.addInitScript(`{
    const add = EventSource.prototype.addEventListener
    EventSource.prototype.addEventListener = function (name, listener) {
      add.call(this, name, (event) => setTimeout(() => listener(event), ${delayMs}))
    }
  }`)
  context.on('page', (page) => void throttle(page))
}

async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE })
}
