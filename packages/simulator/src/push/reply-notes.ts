/** How a check of a reply is written down, and the hint for the commonest slip. */
import type { XmlRecord } from '@yingwu/protocol'
import type { Bilingual, ReplyCheck } from '../control/types.ts'

/** Adds a line to the checks; false when it is a bad one. */
export type Note = (
  field: string,
  value: string,
  state: ReplyCheck['state'],
  zh: string,
  en: string,
) => boolean

/** `content` for `Content`: the commonest slip of all. */
export function misspelled(record: XmlRecord, field: string): Bilingual {
  const near = Object.keys(record).find(
    (name) => name !== field && name.toLowerCase() === field.toLowerCase(),
  )
  return near === undefined
    ? { zh: '', en: '' }
    : { zh: `，找到的是 ${near}，标签区分大小写`, en: `; found ${near}, but tags are case-sensitive` }
}
