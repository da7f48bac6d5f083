/** A simulator behind a port with a parrot of a few lines, for commands that need one. */
import { startSimulator, type StartOptions, type TestSimulator } from '@yingwu/simulator/testing'
import { Bot, createCallback, fetchHandler } from 'yingwu'

export async function openSimulator(
  bot = new Bot().on('message:text', (ctx) => ctx.message.Content),
  options: StartOptions = {},
): Promise<{ wechat: TestSimulator; env: NodeJS.Dict<string> } & AsyncDisposable> {
  const wechat = await startSimulator({
    port: 0,
    clock: 'real',
    bot: (account) => fetchHandler(createCallback({ ...account, bot })),
    ...options,
  })
  return {
    wechat,
    env: { SIMULATOR_URL: wechat.apiUrl },
    [Symbol.asyncDispose]: () => wechat.close(),
  }
}
