/** What every part of one phone can reach: whose it is, and what can be done on it. */
import { createContext, type ReactNode, useContext } from 'react'
import type { Account, Action, Fan } from '../../../src/control/types.ts'

/** What fills the screen below the status bar. */
export type PhonePage = 'chat' | 'list' | 'folder' | 'notices' | 'profile' | 'scan'

export interface PhoneScope {
  account: Account
  fan: Fan
  /** Runs the person's gesture; opens the page that a `view` button names. */
  send: (action: Action) => Promise<void>
  openWeb: (url: string) => void
  /** Something over the page: a sheet, a viewer. null closes it. */
  cover: (content: ReactNode) => void
  /** Voices that were played; the others carry a dot. */
  heard: Set<number>
}

export const PhoneContext = createContext<PhoneScope | null>(null)

export function usePhone(): PhoneScope {
  const value = useContext(PhoneContext)
  if (!value) throw new Error('usePhone: put the component under PhoneContext')
  return value
}
