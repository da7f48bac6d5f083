/** A browser that no phone has sent: its user says who it is, and comes back to the page. */
import type { Context } from 'hono'
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

const MAX_CHOICES = 50

export function pickPage(world: World, picks: Tickets<Pick>, pick: Pick): Promise<Response> {
  const fans = world.fans.of(pick.account.appid).slice(0, MAX_CHOICES)
  return pickerPage(pick.account, fans, picks.issue(pick))
}

export async function answerPick(c: Context, world: World, picks: Tickets<Pick>): Promise<Response> {
  const form = await readForm(c)
  const pick = picks.take(form.get('ticket') ?? '')
  const fan = world.fans.find(form.get('openid') ?? '')
  if (!pick || fan?.appid !== pick.account.appid) return staleFormPage()
  remember(c, fan)
  return c.redirect(pick.back, 303)
}
