/** What a state document says of one account, taken out of it or put into another document of the same simulator. */
import { isRecord } from '../check.ts'
import { Problem } from '../problem.ts'
import { APP_ID } from './accounts.ts'

type Document = { readonly [part: string]: unknown }

/** The account alone. What belongs to no account (the clock, fault rules, transcripts) stands there, too. */
export function onlyAccount(document: Document, appid: string): Document {
  return mapLists(document, (list) =>
    list.filter((item) => ownerOf(item) === undefined || ownerOf(item) === appid),
  )
}

/**
 * `document` with this account as it is in `source`.
 *
 * @throws Problem 409 when rows of another account have the same numbers
 */
export function withAccountOf(document: Document, source: Document, appid: string): Document {
  const merged = mapLists(document, (list, find, name) => {
    const own = (find(source) ?? []).filter((item) => ownerOf(item) === appid)
    const numbers = new Set(own.map(idOf))
    // Calls without an account make room: nothing speaks of them.
    const others = list.filter(
      (item) => ownerOf(item) !== appid && !(ownerOf(item) === null && numbers.has(idOf(item))),
    )
    if (NUMBERED.has(name) && others.some((item) => numbers.has(idOf(item))))
      throw new Problem(
        409,
        'numbers_taken',
        'Rows of another account have the same numbers; import into a simulator of its own',
      )
    return own.length === 0 ? others : [...others, ...own].sort((one, other) => idOf(one) - idOf(other))
  })
  return withCounters(merged, source)
}

/** Their rows have numbers that no other row of the simulator has. */
const NUMBERED = new Set(['messages', 'pushes', 'calls'])

/** `lastId` and its like: numbers that were given in either are not given again. */
function withCounters(document: Document, source: Document): Document {
  const parts = Object.entries(document).map(([name, part]) => {
    const before = source[name]
    if (!isRecord(part) || !isRecord(before)) return [name, part]
    const members = Object.entries(part).map(([member, value]) => {
      const other = before[member]
      const isCounter = member.startsWith('last') && typeof value === 'number' && typeof other === 'number'
      return [member, isCounter ? Math.max(value, other) : value]
    })
    return [name, Object.fromEntries(members)]
  })
  return Object.fromEntries(parts)
}

type Find = (document: Document) => readonly unknown[] | undefined

/** Lists stand in a document as parts, or one level below. */
function mapLists(
  document: Document,
  change: (list: readonly unknown[], find: Find, name: string) => unknown[],
): Document {
  const parts = Object.entries(document).map(([name, part]) => {
    if (Array.isArray(part)) return [name, change(part, (other) => toList(other[name]), name)]
    if (!isRecord(part)) return [name, part]
    const members = Object.entries(part).map(([member, value]) => {
      const find: Find = (other) => {
        const found = other[name]
        return isRecord(found) ? toList(found[member]) : undefined
      }
      return [member, Array.isArray(value) ? change(value, find, member) : value]
    })
    return [name, Object.fromEntries(members)]
  })
  return Object.fromEntries(parts)
}

function toList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

/** undefined: of the simulator; null: of a program that said no known AppID. Some lists are of AppIDs themselves. */
function ownerOf(item: unknown): unknown {
  if (typeof item === 'string') return APP_ID.test(item) ? item : undefined
  if (!isRecord(item)) return undefined
  // A run of a script.
  const { script } = item
  return isRecord(script) ? script['appid'] : item['appid']
}

/** Logs and messages are sorted by their numbers; everything else keeps its order. */
function idOf(item: unknown): number {
  return isRecord(item) && typeof item['id'] === 'number' ? item['id'] : 0
}
