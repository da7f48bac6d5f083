/** How an account's server is doing. */
import { type ControlRoute, route } from './route.ts'

export const healthRoutes: ControlRoute[] = [
  route('GET', '/accounts/{appid}/health', {
    summary: 'Pushes and calls of the last 60 seconds, percentiles of the answers, verdicts, alarms',
    answer: ({ core, params }) => core.world.health.of(core.account(params['appid']).appid),
  }),
]
