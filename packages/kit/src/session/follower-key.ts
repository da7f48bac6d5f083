import type { Context } from '../bot/context.ts'

/** One follower of one account: an openid alone is unique, but a store may serve several accounts and simulators. */
export function followerKey(ctx: Context): string {
  return `${ctx.message.ToUserName}:${ctx.openid}`
}
