/** What a state document says of one account, taken out of it or put into another document of the same simulator. */
import { isRecord } from '../check.ts'

type Document = { readonly [part: string]: unknown }

/** The account alone. What belongs to no account (the clock, fault rules, transcripts) stays. */
export function onlyAccount(document: Document, appid: string): Document {
  return mapLists(document, (list) =>
    list.filter((item) => ownerOf(item) === undefined || ownerOf(item) === appid),
  )
}

/** `document` with this account as it is in `source`. */
export function withAccountOf(document: Document, source: Document, appid: string): Document {
  return mapLists(document, (list, find) => {
    const others = list.filter((item) => ownerOf(item) !== appid)
    const own = (find(source) ?? []).filter((item) => ownerOf(item) === appid)
    return own.length === 0 ? others : [...others, ...own].sort((one, other) => idOf(one) - idOf(other))
  })
}

type Find = (document: Document) => readonly unknown[] | undefined

/** Lists stand in a document as parts, or one level below. */
function mapLists(document: Document, change: (list: readonly unknown[], find: Find) => unknown[]): Document {
  const parts = Object.entries(document).map(([name, part]) => {
    if (Array.isArray(part)) return [name, change(part, (other) => toList(other[name]))]
    if (!isRecord(part)) return [name, part]
    const members = Object.entries(part).map(([member, value]) => {
      const find: Find = (other) => {
        const found = other[name]
        return isRecord(found) ? toList(found[member]) : undefined
      }
      return [member, Array.isArray(value) ? change(value, find) : value]
    })
    return [name, Object.fromEntries(members)]
  })
  return Object.fromEntries(parts)
}

function toList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

function ownerOf(item: unknown): unknown {
  return isRecord(item) ? item['appid'] : undefined
}

/** Logs and messages are sorted by their numbers; everything else keeps its order. */
function idOf(item: unknown): number {
  return isRecord(item) && typeof item['id'] === 'number' ? item['id'] : 0
}
