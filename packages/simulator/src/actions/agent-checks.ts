/** What an agent's action may look like. */
import { type Check, literal, object, optional, string, tagged } from '../check.ts'
import type { AgentAction } from '../control/types.ts'

type ActionOf<Type extends AgentAction['type']> = Extract<AgentAction, { type: Type }>

const openid = string({ min: 1, max: 64 })

export const agentActionCheck: Check<AgentAction> = tagged<AgentAction>({
  online: object<ActionOf<'online'>>({ type: literal('online'), status: optional(literal(1, 2, 3)) }),
  offline: object<ActionOf<'offline'>>({ type: literal('offline') }),
  reject: object<ActionOf<'reject'>>({ type: literal('reject') }),
  take: object<ActionOf<'take'>>({ type: literal('take'), openid: optional(openid) }),
  say: object<ActionOf<'say'>>({
    type: literal('say'),
    openid,
    content: string({ min: 1, max: 20_000 }),
  }),
  handOver: object<ActionOf<'handOver'>>({
    type: literal('handOver'),
    openid,
    to: string({ min: 1, max: 100 }),
  }),
  close: object<ActionOf<'close'>>({ type: literal('close'), openid }),
})
