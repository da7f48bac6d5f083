/**
 * Whether the phone stays smooth while thousands of pushes a second go to a fast bot, and what an open window costs the
 * simulator: a real Chromium shows the window, a person types into the phone, and followers write from inside the
 * simulator's process, as fast as it goes. Alone: `node scripts/run.mjs --build bench/window.ts`.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { CHROMIUM, closeBrowser, openWindow } from '../test/support/browser.ts'
import { MODES, type Mode } from './account.ts'
import type { PushRound, PushRoundResult } from './pushes.ts'
import { type ServerProcess, startProgram } from './servers.ts'
import { table } from './table.ts'

export interface WindowFigures {
  mode: Mode
  bot: 'success' | 'echo'
  load: 'none' | 'pushes'
  /** NaN where nothing was pushed. */
  pushesPerSecond: number
  withoutWindow: number
  /** ms between two frames of the page. */
  frames: { median: number; p95: number; p99: number; worst: number }
  /** Stretches of more than 50 ms in which the page could not answer; none where the browser does not tell. */
  longTasks: { count: number; ms: number }
  /** ms from a key in the composer to the frame that shows it. */
  keys: { median: number; p95: number }
  wrong: number
}

export interface WindowOptions {
  rounds: number
  pushesPerRound: number
}

const WARM_UP = 2
const AT_ONCE = 64
const FANS = 1000
const REST_MS = 3000
const KEY_EVERY_MS = 150
const BOTS = ['success', 'echo'] as const

/** Empty where there is no browser. */
export async function measureWindow(options: WindowOptions): Promise<WindowFigures[]> {
  if (!existsSync(CHROMIUM)) return []
  try {
    const figures: WindowFigures[] = []
    for (const mode of MODES) for (const bot of BOTS) figures.push(...(await measure(mode, bot, options)))
    return figures
  } finally {
    await closeBrowser()
  }
}

async function measure(
  mode: Mode,
  bot: WindowFigures['bot'],
  { rounds, pushesPerRound: count }: WindowOptions,
) {
  const answering = await startProgram('pushes-bot.ts', [bot])
  const simulator = await startProgram('pushes-server.ts', [], { execArgv: ['--conditions=yingwu:source'] })
  const expected = bot === 'echo' ? 'replied' : 'silent'
  const order: PushRound = { url: answering.url, mode, count, atOnce: AT_ONCE, fans: FANS, expected }
  try {
    await push(simulator, order, WARM_UP)
    const without = await push(simulator, order, rounds)
    await using window = await openWindow(`${simulator.url}/`)
    const { page } = window
    await page.getByTestId('composer').click()
    const rest = await watch(page, () => page.waitForTimeout(REST_MS))
    await push(simulator, order, 1)
    // Watching has a price of its own: a page that asks for every frame is drawn sixty times a second.
    const { perSecond, wrong } = await push(simulator, order, rounds)
    const busy = await watch(page, () => push(simulator, order, rounds))
    const withoutWindow = without.perSecond
    return [
      { mode, bot, load: 'none', pushesPerSecond: NaN, withoutWindow: NaN, ...rest.seen, wrong: 0 },
      {
        mode,
        bot,
        load: 'pushes',
        pushesPerSecond: perSecond,
        withoutWindow,
        ...busy.seen,
        wrong: wrong + busy.result.wrong,
      },
    ] satisfies WindowFigures[]
  } finally {
    await Promise.all([simulator.close(), answering.close()])
  }
}

async function push(simulator: ServerProcess, order: PushRound, rounds: number) {
  let ms = 0
  let wrong = 0
  for (let round = 0; round < rounds; round++) {
    const result = await simulator.ask<PushRoundResult>(order)
    ms += result.ms
    wrong += result.wrong
  }
  return { perSecond: (1000 * rounds * order.count) / ms, wrong }
}

interface Seen {
  frames: number[]
  keys: number[]
  longTasks: number[]
}

/** Notes the page's own times. A key is painted when the frame after it is over. */
const WATCHING = `(() => {
  const seen = { frames: [], keys: [], longTasks: [] }
  let last = performance.now()
  let isOver = false
  const frame = (now) => {
    seen.frames.push(now - last)
    last = now
    if (!isOver) requestAnimationFrame(frame)
  }
  requestAnimationFrame((now) => {
    last = now
    requestAnimationFrame(frame)
  })
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration)
  })
  tasks.observe({ type: 'longtask' })
  const onInput = ({ timeStamp }) =>
    requestAnimationFrame(() => setTimeout(() => seen.keys.push(performance.now() - timeStamp)))
  addEventListener('input', onInput, true)
  window.endWatching = () => {
    isOver = true
    tasks.disconnect()
    removeEventListener('input', onInput, true)
    return JSON.stringify(seen)
  }
})()`

/** Types into the phone while the work goes on, and tells how the page bore it. */
async function watch<T>(page: Page, work: () => Promise<T>) {
  await page.evaluate(WATCHING)
  const over = new AbortController()
  const typing = type(page, over.signal)
  const result = await work()
  over.abort()
  await typing
  const seen: Seen = JSON.parse(String(await page.evaluate('window.endWatching()')))
  return { result, seen: toFigures(seen) }
}

async function type(page: Page, over: AbortSignal): Promise<void> {
  for (let n = 0; !over.aborted; n++) {
    await page.keyboard.press(n % 2 === 0 ? 'a' : 'Backspace')
    await page.waitForTimeout(KEY_EVERY_MS)
  }
}

function toFigures({ frames, keys, longTasks }: Seen): Pick<WindowFigures, 'frames' | 'keys' | 'longTasks'> {
  return {
    frames: {
      median: quantile(frames, 0.5),
      p95: quantile(frames, 0.95),
      p99: quantile(frames, 0.99),
      worst: quantile(frames, 1),
    },
    keys: { median: quantile(keys, 0.5), p95: quantile(keys, 0.95) },
    longTasks: { count: longTasks.length, ms: longTasks.reduce((sum, ms) => sum + ms, 0) },
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function windowTable(figures: readonly WindowFigures[]): string {
  if (figures.length === 0) return `没有浏览器 / No browser at ${CHROMIUM}: CHROMIUM names one`
  const frames = ['frame ms', 'p95', 'p99', 'worst']
  return table(
    ['mode', 'bot', 'load', 'pushes / s', 'no window', ...frames, 'long tasks', 'ms', 'key ms', 'p95'],
    figures.map((one) => [
      one.mode,
      one.bot,
      one.load,
      one.pushesPerSecond,
      one.withoutWindow,
      one.frames.median,
      one.frames.p95,
      one.frames.p99,
      one.frames.worst,
      one.longTasks.count,
      one.longTasks.ms,
      one.keys.median,
      one.keys.p95,
    ]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await measureWindow({ rounds: 5, pushesPerRound: 6000 })
  console.log(`Node ${process.version}. Goal: 60 frames a second at 3,000 pushes a second\n`)
  console.log(windowTable(figures))
  if (figures.some(({ wrong }) => wrong > 0)) process.exitCode = 1
}
