/** What a script of the form can have people do; the control API takes every action of the phone. */
import type { Action } from '../../../../src/control/types.ts'
import type { Translate } from '../../i18n/i18n.ts'

export const DEEDS = ['text', 'menu', 'scan', 'image', 'follow', 'unfollow'] as const
export type Deed = (typeof DEEDS)[number]

/** Deeds that need a word: what is said, tapped or scanned. */
export const WORDED: readonly Deed[] = ['text', 'menu', 'scan']

export function toAction(deed: Deed, word: string): Action {
  if (deed === 'text') return { type: 'text', content: word }
  if (deed === 'menu') return { type: 'menu', key: word }
  if (deed === 'scan') return { type: 'scan', scene: word }
  return { type: deed }
}

export function toDeed(action: Action, t: Translate): string {
  const known = DEEDS.find((deed) => deed === action.type)
  if (!known) return action.type
  const word =
    action.type === 'text'
      ? action.content
      : action.type === 'menu'
        ? (action.key ?? action.name ?? '')
        : action.type === 'scan'
          ? String(action.scene ?? '')
          : ''
  return word === '' ? t(`scripts.deed.${known}`) : `${t(`scripts.deed.${known}`)} ${word}`
}
