/** The window's outbox: what a person has sent stands in the chat once, whichever of answer and event comes first. */
import { expect, test } from 'vitest'
import type { Action, PhoneMessage } from '../src/control/types.ts'
import { type Outgoing, stillOut } from '../ui/src/api/outgoing.ts'

const HEAD = { appid: 'wx', openid: 'o', at: 0, pushId: null, callId: null, agent: null } as const
const said = (id: number, content: string): PhoneMessage => ({
  ...HEAD,
  id,
  from: 'fan',
  via: 'fan',
  type: 'text',
  content,
})
const answered = (id: number, content: string): PhoneMessage => ({
  ...said(id, content),
  from: 'account',
  via: 'reply',
})
const sticker = (id: number): PhoneMessage => ({ ...HEAD, id, from: 'fan', via: 'fan', type: 'sticker' })

/** What was sent behind a chat that ends with message 7, and is not answered yet: what of it still has to be shown. */
function unanswered(...actions: Action[]) {
  const items = actions.map(
    (action, key): Outgoing => ({ key, openid: 'o', action, state: 'sending', after: 7 }),
  )
  return {
    left: (...messages: PhoneMessage[]) =>
      stillOut(items, messages).map(({ action }) => (action.type === 'text' ? action.content : action.type)),
  }
}

test('a message whose event came before the answer is not out any more', () => {
  const { left } = unanswered({ type: 'text', content: '你好' })
  expect(left()).toEqual(['你好'])
  expect(left(said(8, '你好'), answered(9, '你好'))).toEqual([])
})

test('neither an older message nor the account’s echo stands for it', () => {
  const { left } = unanswered({ type: 'text', content: '你好' })
  expect(left(said(7, '你好'), answered(8, '你好'))).toEqual(['你好'])
})

test('of two equal ones, one message takes one away', () => {
  const { left } = unanswered({ type: 'text', content: '在' }, { type: 'text', content: '在' })
  expect(left(said(8, '在'))).toEqual(['在'])
  expect(left(said(8, '在'), said(9, '在'))).toEqual([])
})

test('other kinds go by their kind', () => {
  const { left } = unanswered({ type: 'sticker' }, { type: 'text', content: '看' })
  expect(left(sticker(8))).toEqual(['看'])
})
