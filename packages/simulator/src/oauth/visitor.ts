/** Whose phone a browser is: the pages of WeChat ask it alike. */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { readCapped } from '../http/body.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'

/** Names the person whose phone the browser is. */
const FAN_COOKIE = 'yingwu_fan'
/** The visitor asked for the whole service in place of the snapshot page. */
const FULL_COOKIE = 'yingwu_full'
const MAX_FORM_BYTES = 16 * 1024

/** undefined: no phone has sent this browser. */
export function visitor(c: Context, world: World): FanRecord | undefined {
  return world.fans.find(getCookie(c, FAN_COOKIE) ?? '')
}

/** One of this account's people. */
export function visitorOf(c: Context, world: World, appid: string): FanRecord | undefined {
  const fan = visitor(c, world)
  return fan?.appid === appid ? fan : undefined
}

export function remember(c: Context, fan: FanRecord, { full = false } = {}): void {
  setCookie(c, FAN_COOKIE, fan.openid, { httpOnly: true, sameSite: 'Lax', path: '/' })
  if (full || getCookie(c, FULL_COOKIE) !== undefined)
    setCookie(c, FULL_COOKIE, full ? fan.openid : '', { httpOnly: true, sameSite: 'Lax', path: '/' })
}

/** 快照页: the person browses as somebody else, until they ask for 完整服务. */
export function isSnapshot(c: Context, fan: FanRecord): boolean {
  return fan.snapshot && getCookie(c, FULL_COOKIE) !== fan.openid
}

export async function readForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(Buffer.from(await readCapped(c.req.raw, MAX_FORM_BYTES)).toString())
}
