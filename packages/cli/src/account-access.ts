/** Whose API a command calls: the account in the environment, or that of the running simulator. */
import type { Account } from '@yingwu/simulator/types'
import { type Client, createClient } from 'yingwu'
import { controlOf, simulatorUrl } from './control.ts'
import { VARIABLES } from './env.ts'
import type { Options } from './options.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** AppIDs that only simulators hand out begin with this. */
const SIMULATOR_PREFIX = 'wx00000000'

/** Says on standard error whom it speaks to, since a real account has real followers. @throws UsageError */
export async function openClient(terminal: Terminal, options: Options): Promise<Client> {
  const { appId, appSecret, apiUrl } = await findAccount(terminal, options)
  terminal.err(`→ ${apiUrl} · ${appId}`)
  return createClient({ appId, appSecret, apiUrl, timeoutMs: 30_000, check: !options.has('no-check') })
}

async function findAccount(
  terminal: Terminal,
  options: Options,
): Promise<{ appId: string; appSecret: string; apiUrl: string }> {
  const { env } = terminal
  const [appId, appSecret] = [env['WECHAT_APP_ID'], env['WECHAT_APP_SECRET']]
  if (appId && appSecret && !options.has('simulator')) {
    const fallback = appId.startsWith(SIMULATOR_PREFIX)
      ? simulatorUrl(terminal, options)
      : VARIABLES.WECHAT_API_URL.default
    return { appId, appSecret, apiUrl: env['WECHAT_API_URL'] || fallback }
  }
  if (appId && !appSecret && !options.has('simulator'))
    throw new UsageError(
      '设置了 WECHAT_APP_ID，还缺 WECHAT_APP_SECRET',
      'WECHAT_APP_ID is set, WECHAT_APP_SECRET is missing',
    )
  const simulator = controlOf(simulatorUrl(terminal, options))
  const [account] = await simulator.get<Account[]>('/accounts')
  if (!account) throw new UsageError('模拟器里没有账号', 'the simulator has no account')
  return { appId: account.appid, appSecret: account.secret, apiUrl: simulator.url }
}
