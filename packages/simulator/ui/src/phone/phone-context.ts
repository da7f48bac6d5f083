/** What every part of one phone can reach: whose it is, and what can be done on it. */
import { createContext, type ReactNode, useContext } from 'react'
import type { Account, Action, ActionResult, Fan, MenuButton } from '../../../src/control/types.ts'

/** What fills the screen below the status bar. */
export type PhonePage = 'chat' | 'list' | 'folder' | 'notices' | 'profile' | 'history' | 'scan'

export interface PhoneScope {
  account: Account
  fan: Fan
  /** Runs the person's gesture; opens the page that a `view` button names. null where it did not arrive. */
  send: (action: Action) => Promise<ActionResult | null>
  openWeb: (url: string) => void
  /** Something over the page: a sheet, a viewer. null closes it. */
  cover: (content: ReactNode) => void
  /** Voices that were played; the others carry a dot. */
  heard: Set<number>
  /** 撤回: own messages that this phone no longer shows. The account never hears of it. */
  recalled: Set<number>
  own: OwnSettings
  change: (change: Partial<OwnSettings>) => void
}

/** What the person has set on this phone, until the window is closed. */
export interface OwnSettings {
  /** 消息免打扰: new messages are a dot, not a number. */
  muted: boolean
  /** 提供位置信息: the position is reported whenever the chat is entered. */
  sharesLocation: boolean
  /** What the recognition makes of the next voice; null: nothing. */
  recognition: string | null
  voiceFormat: VoiceFormat
  /** The menu as the phone read it, for the setting that keeps it for some minutes. */
  keptMenu: KeptMenu | null
}

export type VoiceFormat = 'amr' | 'speex'

export interface KeptMenu {
  button: readonly MenuButton[] | null
  /** The simulator's time. */
  readAt: number
}

export const FRESH_SETTINGS: OwnSettings = {
  muted: false,
  sharesLocation: false,
  recognition: '明天下午三点还有位置吗',
  voiceFormat: 'amr',
  keptMenu: null,
}

export const PhoneContext = createContext<PhoneScope | null>(null)

export function usePhone(): PhoneScope {
  const value = useContext(PhoneContext)
  if (!value) throw new Error('usePhone: put the component under PhoneContext')
  return value
}
