/**
 * A file that several processes write to without a lock. Each change is one line, appended in one system call; the
 * order of the lines is the order in which things happened, and whoever reads them comes to the same outcome, that of
 * conditional changes included. There is nothing to hold, so that nobody can die holding it: of a process that is
 * killed in mid-write the others see the line or no line.
 *
 * A journal that has grown is ended by a line that seals it. What it adds up to becomes the first lines of the next
 * generation (`tokens.1` → `tokens.2`); whoever sees the seal first makes it, and all would make the same.
 */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createEntries, type Entries } from './entries.ts'
import { type Change, type Line, toLine, toText } from './journal-line.ts'

export interface Journal {
  /** What all lines up to now add up to. */
  read(): Entries
  /** Appends a change; whether its condition held is known once all lines before it are read. */
  write(change: Change): boolean
}

/** A journal is sealed when it has so many lines, and most of them are history. */
const MANY_LINES = 1000
const MOSTLY = 4
/** A generation that is being written; one that stays behind is of a process that was killed. */
const DRAFT = '.draft'
/** Only the owner may read it: it holds credentials. */
const MODE = 0o600

/** `path` is the name without the number of the generation. */
export function createJournal(path: string): Journal {
  const folder = dirname(path)
  const prefix = `${basename(path)}.`
  /** Which file the following is about. */
  let file = { generation: 0, identity: '' }
  let offset = 0
  let lines = 0
  let entries = createEntries()

  const namesOfOurs = () => readdirSync(folder).filter((name) => name.startsWith(prefix))

  /** Oldest first. */
  function generations(): number[] {
    const endings = namesOfOurs().map((name) => name.slice(prefix.length))
    return endings
      .filter((ending) => /^\d+$/.test(ending))
      .map(Number)
      .toSorted((a, b) => a - b)
  }

  /** The newest generation, opened for appending. Looked up each time: the one we knew may be history. */
  function open(): number {
    mkdirSync(folder, { recursive: true })
    for (;;) {
      const generation = generations().at(-1)
      const fd = generation === undefined ? undefined : tryOpen(`${path}.${generation}`)
      if (generation === undefined) begin(1, [])
      if (generation === undefined || fd === undefined) continue
      const { ino, birthtimeMs } = fstatSync(fd)
      const identity = `${ino} ${birthtimeMs}`
      if (generation !== file.generation || identity !== file.identity) {
        file = { generation, identity }
        offset = 0
        lines = 0
        entries = createEntries()
      }
      return fd
    }
  }

  /**
   * Makes a generation with its first lines in one step, unless somebody else was faster, or cleared the draft away: then
   * the next look at the folder shows what is to be done.
   */
  function begin(generation: number, first: readonly Line[]) {
    const draft = `${path}.${randomUUID()}${DRAFT}`
    writeFileSync(draft, first.map(toText).join(''), { mode: MODE, flag: 'wx' })
    try {
      linkSync(draft, `${path}.${generation}`)
    } catch (error) {
      if (!isCode(error, 'EEXIST') && !isCode(error, 'ENOENT')) throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }

  /** Reads on to the end or the seal, and says what became of the line `id`. */
  function catchUp(fd: number, id?: string): { outcome: boolean | undefined; isSealed: boolean } {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(fd).size - offset))
    const count = readSync(fd, bytes, 0, bytes.length, offset)
    // A line that is being written has no end yet.
    const end = bytes.subarray(0, count).lastIndexOf('\n') + 1
    let outcome: boolean | undefined
    for (const text of bytes.toString('utf8', 0, end).split('\n')) {
      const line = toLine(text)
      if (line?.type === 'seal') {
        passOn(line.at)
        return { outcome, isSealed: true }
      }
      if (!line) continue
      lines += 1
      const held = line.type === 'put' ? entries.put(line) : entries.delete(line)
      if (line.id === id) outcome = held
    }
    offset += end
    return { outcome, isSealed: false }
  }

  function passOn(at: number) {
    const { generation } = file
    // Whatever happens now, the next one begins at the beginning of a file.
    file = { generation: 0, identity: '' }
    const alive = entries.alive(at).map(({ key, value, endsAt }) => ({ key, value, at, ttlMs: endsAt - at }))
    begin(
      generation + 1,
      alive.map((put) => ({ id: '', type: 'put', ...put })),
    )
    const all = generations()
    if ((all.at(-1) ?? 0) <= generation) return
    // Oldest first, so that an old one never stands there without its successor.
    for (const old of all) if (old <= generation) rmSync(`${path}.${old}`, { force: true })
    for (const draft of namesOfOurs().filter(isDraft)) rmSync(join(folder, draft), { force: true })
  }

  function withFile<T>(act: (fd: number) => T): T {
    const fd = open()
    try {
      return act(fd)
    } finally {
      closeSync(fd)
    }
  }

  function append(fd: number, line: Line) {
    const bytes = Buffer.from(toText(line))
    if (writeSync(fd, bytes) === bytes.length) return
    throw new Error(`${path}: 写入不完整，磁盘可能已满 / incomplete write, the disk may be full`)
  }

  return {
    read() {
      for (;;) if (!withFile((fd) => catchUp(fd)).isSealed) return entries
    },
    write(change) {
      for (;;) {
        const id = randomUUID()
        const { outcome } = withFile((fd) => {
          append(fd, { id, ...change })
          return catchUp(fd, id)
        })
        // What comes after a seal does not count.
        if (outcome === undefined) continue
        if (lines > MANY_LINES && lines > MOSTLY * entries.size()) {
          withFile((fd) => append(fd, { id, type: 'seal', at: change.at }))
        }
        return outcome
      }
    },
  }
}

function tryOpen(file: string): number | undefined {
  try {
    return openSync(file, constants.O_RDWR | constants.O_APPEND)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function isDraft(name: string): boolean {
  return name.endsWith(DRAFT)
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
