/**
 * How long a search takes in logs that are as full as they get, in the simulator and in the window, and whether the search
 * field of the window keeps up with who types. The simulator has a process of its own. Alone:
 * `node scripts/run.mjs --build bench/logs.ts`.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { CHROMIUM, closeBrowser, openWindow } from '../test/support/browser.ts'
import { startProgram } from './servers.ts'
import { table } from './table.ts'

export interface LogFigures {
  log: 'pushes' | 'calls'
  rows: number
  /** ms until the simulator has looked through all rows; NaN where only the window does. */
  simulator: number
  /** ms until a row that stands far below is seen: at first, when older rows must be fetched, and once all are there. */
  first: number
  again: number
  /** ms from a key in the search field to the frame that shows it, once all rows are there. */
  keys: { median: number; worst: number }
  /** Stretches of more than 50 ms meanwhile in which the page could not answer. */
  longTasks: { count: number; ms: number }
  wrong: number
}

const LOGS = ['pushes', 'calls'] as const
const TIMES = 5
const KEY_EVERY_MS = 150
const PATIENCE_MS = 120_000

/** Without a browser only what the simulator does. */
export async function measureLogs(rows: number): Promise<LogFigures[]> {
  const simulator = await startProgram('logs-server.ts', [String(rows)], {
    execArgv: ['--conditions=yingwu:source'],
  })
  try {
    const figures: LogFigures[] = []
    for (const log of LOGS) figures.push(await measure(log, rows, simulator.url))
    return figures
  } finally {
    await closeBrowser()
    await simulator.close()
  }
}

async function measure(log: LogFigures['log'], rows: number, url: string): Promise<LogFigures> {
  const { ms: simulator, wrong } = log === 'pushes' ? await search(url) : { ms: Number.NaN, wrong: 0 }
  const missing = {
    first: NaN,
    again: NaN,
    keys: { median: NaN, worst: NaN },
    longTasks: { count: NaN, ms: NaN },
  }
  const seen = existsSync(CHROMIUM) ? await look(log, rows, url) : missing
  return { log, rows, simulator, ...seen, wrong }
}

/** The middle one of several searches for a text that one row has. */
async function search(url: string): Promise<{ ms: number; wrong: number }> {
  const times: number[] = []
  let wrong = 0
  for (let n = 1; n <= TIMES; n++) {
    const began = performance.now()
    const text = encodeURIComponent(`第 ${n} 句`)
    const response = await fetch(`${url}/_sim/v1/pushes/found?text=${text}`)
    const answer = await response.text()
    times.push(performance.now() - began)
    if (answer !== JSON.stringify({ ids: [n] })) wrong += 1
  }
  return { ms: quantile(times, 0.5), wrong }
}

/** A person types what only an old row has, twice. */
async function look(log: LogFigures['log'], rows: number, url: string) {
  await using window = await openWindow(`${url}/`)
  const { page } = window
  page.setDefaultTimeout(PATIENCE_MS)
  const row = log === 'pushes' ? 'push' : 'call'
  await page.getByTestId(`tab-${log}`).click()
  await page.getByTestId(`${row}-${rows}`).click()
  await page.getByTestId('search').focus()
  const first = await typed(page, '第 7 句', `${row}-7`)
  await page.getByTestId('search').fill('')
  await page.getByTestId(`${row}-${rows}`).waitFor()
  await page.evaluate(WATCHING)
  const again = await typed(page, '第 9 句', `${row}-9`)
  const seen: Seen = JSON.parse(String(await page.evaluate('window.endWatching()')))
  return {
    first,
    again,
    keys: { median: quantile(seen.keys, 0.5), worst: quantile(seen.keys, 1) },
    longTasks: { count: seen.longTasks.length, ms: seen.longTasks.reduce((sum, ms) => sum + ms, 0) },
  }
}

/** ms from the last key until the row is seen. */
async function typed(page: Page, text: string, row: string): Promise<number> {
  let began = performance.now()
  for (const key of text) {
    if (key !== text[0]) await page.waitForTimeout(KEY_EVERY_MS)
    began = performance.now()
    await page.keyboard.insertText(key)
  }
  await page.getByTestId(row).waitFor()
  return performance.now() - began
}

interface Seen {
  keys: number[]
  longTasks: number[]
}

/** A key is painted when the frame after it is over. */
const WATCHING = `(() => {
  const seen = { keys: [], longTasks: [] }
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration)
  })
  tasks.observe({ type: 'longtask' })
  const onInput = ({ timeStamp }) =>
    requestAnimationFrame(() => setTimeout(() => seen.keys.push(performance.now() - timeStamp)))
  addEventListener('input', onInput, true)
  window.endWatching = () => {
    tasks.disconnect()
    removeEventListener('input', onInput, true)
    return JSON.stringify(seen)
  }
})()`

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function logsTable(figures: readonly LogFigures[]): string {
  return table(
    ['log', 'rows', 'ms simulator', 'ms window, first', 'again', 'key ms', 'worst', 'long tasks', 'ms'],
    figures.map(({ log, rows, simulator, first, again, keys, longTasks }) => [
      log,
      rows,
      simulator,
      first,
      again,
      keys.median,
      keys.worst,
      longTasks.count,
      longTasks.ms,
    ]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await measureLogs(50_000)
  console.log(`Node ${process.version}. Goal: no key waits for more than 50 ms\n\n${logsTable(figures)}`)
  if (figures.some(({ wrong }) => wrong > 0)) process.exitCode = 1
}
