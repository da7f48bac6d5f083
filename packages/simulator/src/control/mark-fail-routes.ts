/** MarkFail on demand: marks an account, or takes the mark away before its minute is over. */
import { literal, oneMember } from '../check.ts'
import { lift, mark } from '../push/mark-fail.ts'
import { type ControlRoute, route } from './route.ts'
import type { MarkFailChange } from './types.ts'

const changeCheck = oneMember<MarkFailChange>({ mark: literal(true), lift: literal(true) }, '{"lift": true}')

export const markFailRoutes: ControlRoute[] = [
  route('POST', '/accounts/{appid}/mark-fail', {
    summary: 'MarkFail 自动屏蔽: `mark` stops the pushes for a minute, `lift` lets them go on at once',
    body: changeCheck,
    answer: ({ core, params, body }) => {
      const account = core.account(params['appid'])
      if ('mark' in body) mark(core.world, account)
      else lift(core.world, account)
      return account.markFail
    },
  }),
]
