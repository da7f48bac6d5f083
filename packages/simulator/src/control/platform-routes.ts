/** Control calls for what happens to an account behind the program's back: its tokens, its secret, its agents. */
import { toResult } from '../actions/act.ts'
import { agentActionCheck } from '../actions/agent-checks.ts'
import { actAsAgent, deskOf } from '../actions/agents.ts'
import { literal, object, oneMember, optional, string } from '../check.ts'
import type { ControlRoute } from './route.ts'
import { isWaiting, route } from './route.ts'
import type { AgentState, NewSecret, TokenChange } from './types.ts'

const tokenChangeCheck = oneMember<TokenChange>(
  { expire: literal(true), replace: literal(true), revoke: literal(true) },
  '{"expire": true}',
)

const newSecretCheck = object<NewSecret>({
  secret: optional(string({ pattern: /^[0-9a-f]{32}$/, says: '32 hex digits' })),
})

export const platformRoutes: ControlRoute[] = [
  route('POST', '/accounts/{appid}/tokens', {
    summary:
      'Ends the living access tokens: `expire` (42001), `replace` as by a forced refresh elsewhere (40001), or `revoke` with none in their place (40001)',
    body: tokenChangeCheck,
    answer: ({ core, params, body }) => {
      const { appid } = core.account(params['appid'])
      const { tokens } = core.world
      if ('expire' in body) return { tokens: tokens.expire(appid) }
      return { tokens: 'replace' in body ? tokens.replace(appid) : tokens.revoke(appid) }
    },
  }),
  route('POST', '/accounts/{appid}/secret', {
    summary: '重置 AppSecret: the old one is refused from now on, tokens live on',
    body: newSecretCheck,
    answer: ({ core, params, body }) => {
      const account = core.account(params['appid'])
      account.secret = body.secret ?? core.world.random.hex(32)
      core.world.accounts.touch(account)
      return { secret: account.secret }
    },
  }),
  route('POST', '/accounts/{appid}/agents/{kf_account}/actions', {
    summary: 'What an agent does: come online, take a person, say something, hand over, close …',
    query: { wait: '`false`: answer at once, before the pushes have ended' },
    body: agentActionCheck,
    answer: async ({ core, params, body, query }): Promise<AgentState> => {
      const account = core.account(params['appid'])
      const desk = deskOf(account, params['kf_account'] ?? '', core)
      const { pushes } = await toResult(actAsAgent(desk, body), isWaiting(query))
      const sessions = core.world.sessions.by(account.appid, desk.agent.account)
      return {
        agent: desk.agent,
        sessions: sessions.map(({ openid, since }) => ({ openid, since })),
        pushes,
      }
    },
  }),
]
