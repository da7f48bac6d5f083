/** The fields of a decrypted, readable reply, one by one, in WeChat's order of checking. */
import { isReplyType, REPLIES, textOf, type XmlRecord } from '@yingwu/protocol'
import type { Bilingual, PhoneContent, ReplyCheck } from '../control/types.ts'
import { CONTENTS, type ReplyContext } from './reply-contents.ts'
import { misspelled, type Note } from './reply-notes.ts'

export interface CheckedReply {
  checks: ReplyCheck[]
  /** What the phone shows; null for a message that goes to the agents, and for a reply that failed. */
  content: PhoneContent | null
}

const SHOWN_CHARACTERS = 200

export function checkReply(record: XmlRecord, context: ReplyContext): CheckedReply {
  const checks: ReplyCheck[] = []
  const note: Note = (field, value, state, zh, en) => {
    const text: Bilingual = { zh, en }
    checks.push({ field, value: value.slice(0, SHOWN_CHARACTERS), state, text })
    return state !== 'bad'
  }

  const addressed =
    checkAddress(record, 'ToUserName', context.FromUserName, note) &&
    checkAddress(record, 'FromUserName', context.ToUserName, note)
  if (!addressed) return { checks, content: null }
  if (!checkTime(record, note) || !checkType(record, note)) return { checks, content: null }
  const content = CONTENTS[textOf(record, 'MsgType')]?.(record, note, context) ?? null
  return { checks, content: checks.some(({ state }) => state === 'bad') ? null : content }
}

function checkAddress(record: XmlRecord, field: string, expected: string, note: Note): boolean {
  const value = textOf(record, field)
  if (value === expected) return note(field, value, 'ok', '与推送对调', 'Swapped from the push')
  const hint = misspelled(record, field)
  if (value === '') return note(field, '', 'bad', `缺少${hint.zh}`, `Missing${hint.en}`)
  return note(
    field,
    value,
    'bad',
    `应为 ${expected}：回复要把推送的收发双方对调`,
    `Must be ${expected}: a reply swaps sender and receiver of the push`,
  )
}

function checkTime(record: XmlRecord, note: Note): boolean {
  const value = textOf(record, 'CreateTime').trim()
  if (value === '') {
    const hint = misspelled(record, 'CreateTime')
    return note('CreateTime', '', 'bad', `缺少${hint.zh}`, `Missing${hint.en}`)
  }
  if (!/^\d+$/.test(value)) {
    return note(
      'CreateTime',
      value,
      'warn',
      '应为整数秒；微信不检查',
      'Whole seconds are meant; WeChat does not check',
    )
  }
  if (value.length > 11) {
    return note(
      'CreateTime',
      value,
      'warn',
      '像是毫秒；微信不检查',
      'Looks like milliseconds; WeChat does not check',
    )
  }
  return note('CreateTime', value, 'ok', '整数秒', 'Whole seconds')
}

function checkType(record: XmlRecord, note: Note): boolean {
  const value = textOf(record, 'MsgType')
  if (isReplyType(value)) return note('MsgType', value, 'ok', '支持的类型', 'A type that WeChat knows')
  const types = Object.keys(REPLIES).join(', ')
  const hint = misspelled(record, 'MsgType')
  if (value === '') return note('MsgType', '', 'bad', `缺少${hint.zh}`, `Missing${hint.en}`)
  return note('MsgType', value, 'bad', `不能被动回复此类型，应为 ${types}`, `Not a reply type; use ${types}`)
}
