/** A gesture and an answer in one line each. */
import type { Action } from '../../../../src/control/types.ts'
import { detailOf, wordsOf } from '../../../../src/transcripts/describe.ts'
import { isMessageKey, type Translate } from '../../i18n/i18n.ts'

export function gestureLine(action: Action, t: Translate): string {
  const detail = detailOf(action)
  return `${t(`gesture.${action.type}`)}${detail === '' ? '' : `「${detail}」`}`
}

/** `文本「你好」 · 被动回复` */
export function answerLine(message: { [member: string]: unknown }, t: Translate): string {
  const { type, via, verdict } = message
  const words = wordsOf(message)
  const kind = typeof type === 'string' ? wordFor(`shown.${type}`, type, t) : ''
  const how = typeof via === 'string' ? wordFor(`via.${via}`, via, t) : ''
  const said = `${kind}${words === '' ? '' : `「${words}」`}`
  return [said, how, typeof verdict === 'string' ? verdict : ''].filter((part) => part !== '').join(' · ')
}

function wordFor(key: string, fallback: string, t: Translate): string {
  return isMessageKey(key) ? t(key) : fallback
}
