import { fileURLToPath } from 'node:url'
import { relative, resolve } from 'node:path'
import { ConfigError } from 'yingwu'
import { type Environment, serverConfig } from './env.ts'
import { openBrowser } from './open-browser.ts'
import { startSimulator } from './simulate.ts'
import { supervise } from './supervise.ts'

/** The whole thing on this machine: simulator and account server, connected and verified, and the bot's edits reload. */
export async function start(processEnv: NodeJS.ProcessEnv): Promise<void> {
  const env: Environment = processEnv
  const { simulator, account } = await startSimulator(env)
  const childEnv = {
    ...processEnv,
    ...account,
    WECHAT_MODE: env.WECHAT_MODE || 'safe',
    WECHAT_API_URL: simulator.url,
    WECHAT_OPEN_URL: simulator.url,
    LOG_LEVEL: env.LOG_LEVEL || 'warn',
  }
  const config = serverConfig(childEnv)
  const bot = resolve(config.botPath)
  const server = supervise({
    args: [
      ...process.execArgv,
      fileURLToPath(new URL(import.meta.url)).replace(/start\.(ts|js)$/, 'main.$1'),
      'serve',
    ],
    env: childEnv,
    botPath: bot,
    report(event) {
      if (event === 'reloaded') console.log('  ↻ 机器人已重载 bot reloaded')
      if (event === 'failed')
        console.error(
          '  ✗ 公众号服务器停了：改好上面的错误并保存，它会重新启动\n    the account server stopped: mend the error above and save, and it starts again',
        )
    },
  })

  let isClosing = false
  async function close(): Promise<void> {
    if (isClosing) return
    isClosing = true
    await server.close()
    await simulator.close()
    process.exit()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close())

  const callback = await server.ready.catch(async () => {
    // The server has said why.
    process.exitCode = 1
    await simulator.close()
    await server.close()
  })
  if (callback === undefined) return
  const { token, encodingAESKey = account.WECHAT_ENCODING_AES_KEY, mode } = config
  const verification = await simulator.connect({ url: callback, token, encodingAESKey, mode })
  if (!verification.verified) {
    const failed = verification.steps.find(({ state }) => state === 'failed')
    await server.close()
    throw new ConfigError(failed?.text ?? { zh: '服务器验证失败', en: 'the server verification failed' })
  }
  console.log(`
  鹦鹉 Yingwu · 已接通 connected

  手机 Phone      ${simulator.url}/
  账号 Account    ${callback.replace(/\/wechat$/, '/')}
  机器人 Bot      ${relative('.', bot)}  （保存即重载 reloads on save）

  Ctrl+C 停止 stops
`)
  openBrowser(simulator.url, processEnv)
}
