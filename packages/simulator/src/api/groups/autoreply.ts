/** 自动回复: the rules of the console, which stop once a server is connected. `PATCH /_sim/v1/accounts/{appid}` sets them. */
import type { Handlers } from '../call.ts'

export const AUTOREPLY: Handlers = {
  'autoreply.get': ({ account }) => ({ ...account.autoReply }),
}
