/** A browser that no phone has sent: its user says who it is, and comes back to the page. */
import type { Context } from 'hono'
import { listFollowers } from '../followers/list.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import { pickerPage, staleFormPage } from './pages.ts'
import type { Tickets } from './tickets.ts'
import { readForm, remember } from './visitor.ts'

export interface Pick {
  account: AccountRecord
  /** Path and query of the page that asked. */
  back: string
}

const PAGE = 50
const MAX_TEXT = 128

export function pickPage(world: World, picks: Tickets<Pick>, pick: Pick): Promise<Response> {
  return choices(world, pick, { ticket: picks.issue(pick), text: '', offset: 0 })
}

/** The search on the page, and its further pages. */
export function searchPick(c: Context, world: World, picks: Tickets<Pick>): Promise<Response> {
  const ticket = c.req.query('ticket') ?? ''
  const pick = picks.peek(ticket)
  if (!pick) return staleFormPage()
  const offset = Number(c.req.query('offset') ?? 0)
  return choices(world, pick, {
    ticket,
    text: (c.req.query('text') ?? '').slice(0, MAX_TEXT),
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
  })
}

function choices(
  world: World,
  { account }: Pick,
  { ticket, text, offset }: { ticket: string; text: string; offset: number },
): Promise<Response> {
  const asked = { text, state: 'all', tag: undefined, persona: undefined, offset, limit: PAGE } as const
  const { fans, found } = listFollowers(world, account, asked)
  return pickerPage(account, { fans, found, ticket, text, offset, next: offset + PAGE })
}

export async function answerPick(c: Context, world: World, picks: Tickets<Pick>): Promise<Response> {
  const form = await readForm(c)
  const pick = picks.take(form.get('ticket') ?? '')
  const fan = world.fans.find(form.get('openid') ?? '')
  if (!pick || fan?.appid !== pick.account.appid) return staleFormPage()
  remember(c, fan)
  return c.redirect(pick.back, 303)
}
