import { flushCompileCache } from 'node:module'
import { loadBot, startServer } from '@yingwu/server'
import { ConfigError } from 'yingwu'
import { compileAhead } from './compile-ahead.ts'
import { type Environment, serverConfig } from './env.ts'
import { CANNOT_SERVE } from './exit-codes.ts'

/** The account server alone, until a signal ends it; under `start` it reports to its parent and ends with it. */
export async function serve(env: Environment): Promise<void> {
  const config = serverConfig(env)
  await compileAhead(config.botPath)
  const bot = await loadBot(config.botPath)
  const server = await startServer({ config, bot }).catch((error: unknown) => {
    process.exitCode = CANNOT_SERVE
    throw withRemedy(error, config.port)
  })
  process.send?.({ ready: server.callbackUrl })
  // Else it is written at the end, and a process that is killed has none.
  flushCompileCache()

  let isClosing = false
  async function close(): Promise<void> {
    if (isClosing) return
    isClosing = true
    await server.close()
    process.exit()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close())
  process.on('disconnect', () => void close())
}

/** A taken port is the commonest way not to start. */
function withRemedy(error: unknown, port: number): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return error
  return new ConfigError(
    {
      zh: `端口 ${port} 已被占用，请先停掉占用它的程序，或换一个：PORT=${port + 1}`,
      en: `port ${port} is taken; stop the program that has it, or choose another: PORT=${port + 1}`,
    },
    { cause: error },
  )
}
