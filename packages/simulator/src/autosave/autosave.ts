/**
 * 自动保存: what happened stays from start to start. Saved some seconds after a change and at the end, so that a killed
 * process loses these seconds and nothing else. Nothing about the file ever keeps the simulator from starting.
 */
import type { Clock } from '../clock.ts'
import type { Bilingual } from '../control/types.ts'
import type { Core } from '../core.ts'
import { putAside, readKept, writeKept } from './kept-file.ts'
import { toPieces } from './pieces.ts'

export interface AutosaveOptions {
  /** Where the state is kept, such as `data/simulator-state.json`. Its folder is made where it is missing. */
  file: string
  /** Starts anew and puts the kept state aside, under a name of its own. Default `false`. */
  fresh?: boolean
  /** Real milliseconds from a change to the file, at most; what a killed process can lose. Default 5,000. */
  everyMs?: number
  /** What became of the file, for whoever started the simulator. Default: standard error. */
  report?: (text: Bilingual) => void
}

export interface Autosave {
  /** Something changed. */
  changed(): void
  /** Saves what is not saved yet, and ends. */
  close(): Promise<void>
}

const EVERY_MS = 5000
/** Of each log. The rest is told by an export; a file for every few seconds should be small. */
const KEPT_ROWS = 1000
/** Beyond, each save would be hundreds of megabytes. */
const MOST_PEOPLE = 100_000

export function startAutosave(core: Core, clock: Clock, options: AutosaveOptions): Autosave {
  const { file, everyMs = EVERY_MS, report = printReport } = options
  let cancel: (() => void) | undefined
  let isChanged = false
  let isClosed = false
  let hasFailed = false
  let saving: Promise<void> = Promise.resolve()

  takeOver(core, clock, options, report)
  const unsubscribe = core.world.bus.subscribe(changed)

  function changed() {
    isChanged = true
    if (isClosed || cancel) return
    cancel = clock.setTimeout(() => {
      cancel = undefined
      saving = saving.then(save)
    }, everyMs)
  }

  async function save() {
    isChanged = false
    try {
      const people = core.world.fans.all().length
      if (people > MOST_PEOPLE) throw new Error(`${people} people; at most ${MOST_PEOPLE} are kept`)
      await writeKept(file, toPieces(toKept(core)))
      hasFailed = false
    } catch (error) {
      isChanged = true
      // Once is enough: the next save is seconds away.
      if (!hasFailed) report(SAYINGS.notSaved(file, reasonOf(error)))
      hasFailed = true
    }
  }

  return {
    changed,
    async close() {
      isClosed = true
      unsubscribe()
      cancel?.()
      await saving
      if (isChanged) await save()
    },
  }
}

/** The logs of the world without their oldest rows. */
function toKept({ world }: Core): { [part: string]: unknown } {
  const state = world.collect()
  return { ...state, pushes: state.pushes.slice(-KEPT_ROWS), calls: state.calls.slice(-KEPT_ROWS) }
}

function takeOver(
  core: Core,
  clock: Clock,
  { file, fresh = false }: AutosaveOptions,
  report: (text: Bilingual) => void,
): void {
  try {
    const kept = readKept(file)
    if (kept === undefined) return
    if (fresh) report(SAYINGS.fresh(putAside(file, 'before', clock.now())))
    else {
      core.restore(kept)
      report(SAYINGS.restored(file, core.world.fans.all().length))
    }
  } catch (error) {
    report(SAYINGS.unusable(file, reasonOf(error), tryPutAside(file, clock.now())))
  }
}

/** Even a file that cannot be moved is no reason not to start. */
function tryPutAside(file: string, now: number): string | undefined {
  try {
    return putAside(file, 'unusable', now)
  } catch {
    return undefined
  }
}

const SAYINGS = {
  restored: (file: string, people: number) => ({
    zh: `状态：接着上次的 ${file}（${people} 人）；从头开始用 --fresh`,
    en: `State: goes on from ${file} (people: ${people}); --fresh starts anew`,
  }),
  fresh: (aside: string) => ({
    zh: `状态：从头开始，上次的放在 ${aside}`,
    en: `State: starts anew, the last one is in ${aside}`,
  }),
  unusable: (file: string, reason: string, aside: string | undefined) => ({
    zh: `状态：${file} 不能用（${reason}），从头开始${aside === undefined ? '' : `；原文件放在 ${aside}`}`,
    en: `State: ${file} is of no use (${reason}), starts anew${aside === undefined ? '' : `; the file is now ${aside}`}`,
  }),
  notSaved: (file: string, reason: string) => ({
    zh: `状态没有存下：${file}（${reason}）。请检查文件夹的权限和磁盘空间；会继续尝试。`,
    en: `The state was not saved: ${file} (${reason}). Check the folder's permissions and the disk; it is tried again.`,
  }),
} as const satisfies { [name: string]: (...details: never[]) => Bilingual }

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function printReport({ zh, en }: Bilingual): void {
  console.warn(`${zh}\n${en}`)
}
