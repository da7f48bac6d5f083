import { fileURLToPath } from 'node:url'
import { relative, resolve } from 'node:path'
import type { Simulator } from '@yingwu/simulator'
import { ConfigError } from 'yingwu'
import type { DevelopmentAccount } from './development-account.ts'
import { type Environment, serverConfig } from './env.ts'
import { openBrowser } from './open-browser.ts'
import { AUTHORITY_FILE, type SimulatorStart, startSimulator } from './simulate.ts'
import { supervise, type Supervised } from './supervise.ts'

/** The whole thing on this machine: simulator and account server, connected and verified, and the bot's edits reload. */
export async function start(env: NodeJS.ProcessEnv, how: SimulatorStart): Promise<void> {
  const { simulator, account } = await startSimulator(env, how)
  let server: Supervised | undefined
  let isClosing = false
  async function close(): Promise<void> {
    isClosing = true
    await server?.close()
    await simulator.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!isClosing) void close().then(() => process.exit())
    })
  }

  try {
    const serverEnv = environmentOf(simulator, account, env)
    const config = serverConfig(serverEnv)
    server = superviseServer(serverEnv, resolve(config.botPath))
    const callback = await server.ready
    const { token, encodingAESKey = account.WECHAT_ENCODING_AES_KEY, mode } = config
    const { steps } = await simulator.connect({ url: callback, token, encodingAESKey, mode })
    const failed = steps.find(({ state }) => state === 'failed')
    if (failed !== undefined) throw new ConfigError(failed.text)
    greet(simulator.url, callback, config.botPath)
    openBrowser(simulator.url, env)
  } catch (error) {
    await close()
    throw error
  }
}

function environmentOf(
  simulator: Simulator,
  account: DevelopmentAccount,
  env: Environment & NodeJS.ProcessEnv,
) {
  return {
    ...env,
    ...account,
    WECHAT_MODE: env.WECHAT_MODE || 'safe',
    WECHAT_API_URL: simulator.url,
    WECHAT_OPEN_URL: simulator.url,
    LOG_LEVEL: env.LOG_LEVEL || 'warn',
  }
}

function superviseServer(env: NodeJS.ProcessEnv, botPath: string): Supervised {
  const main = fileURLToPath(import.meta.url).replace(/start\.(ts|js)$/, 'main.$1')
  return supervise({
    args: [...process.execArgv, main, 'serve'],
    env,
    botPath,
    report(event) {
      if (event === 'reloaded') console.log('  ↻ 机器人已重载 bot reloaded')
      else console.error(STOPPED)
    },
  })
}

const STOPPED = `  ✗ 公众号服务器停了：改好上面的错误并保存，它会重新启动
    the account server stopped: mend the error above and save, and it starts again`

function greet(simulatorUrl: string, callback: string, botPath: string): void {
  console.log(`
  鹦鹉 Yingwu · 已接通 connected

  手机 Phone      ${simulatorUrl}/
  账号 Account    ${callback.replace(/\/wechat$/, '/')}
  机器人 Bot      ${relative('.', resolve(botPath))}  （保存即重载 reloads on save）
  代理 Proxy      ${simulatorUrl}  CA ${AUTHORITY_FILE}  （别的 SDK other SDKs: docs/guide/other-languages.md）

  Ctrl+C 停止 stops
`)
}
