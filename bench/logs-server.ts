/** The simulator of the log benchmark: both logs are full of rows as a bot in safe mode leaves them. */
import { type Call, createSimulator, type Push } from '@yingwu/simulator'
import { Bot, createCallback, createClient, fetchHandler } from 'yingwu'
import { ACCOUNT } from './account.ts'

const rows = Number(process.argv[2])
const { appId, appSecret, token, encodingAESKey } = ACCOUNT
const bot = new Bot().on('message:text', (ctx) => ctx.message.Content)
const sim = createSimulator({
  appid: appId,
  secret: appSecret,
  receiver: fetchHandler(createCallback({ bot, appId, token, encodingAESKey })),
})
const url = await sim.listen({ port: 0 })
await fill()
process.on('disconnect', () => process.exit())
process.send?.({ ready: url })

/** One push and one call are made, and stand in the logs so often. Only the words of the rows differ. */
async function fill(): Promise<void> {
  await sim.connect({ url: 'http://bot.test/', token, encodingAESKey, mode: 'safe' })
  const [fan] = sim.fans()
  const { push } = await sim.act(fan?.openid ?? '', { type: 'text', content: 'WORDS：你好，鹦鹉 🦜' })
  const client = createClient({ appId, appSecret, apiUrl: url })
  const message = {
    touser: fan?.openid ?? '',
    msgtype: 'text',
    text: { content: 'WORDS：你好，鹦鹉 🦜' },
  } as const
  await client.api.message.customSend(message)
  const [call] = sim.calls()
  if (!push || !call) throw new Error('nothing was logged')
  const numbers = Array.from({ length: rows }, (_, index) => index + 1)
  sim.importState({
    ...sim.exportState(),
    pushes: numbers.map((id) => numbered<Push>(push, id)),
    calls: numbers.map((id) => numbered<Call>(call, id)),
  })
}

function numbered<T extends { id: number }>(row: T, id: number): T {
  return { ...JSON.parse(JSON.stringify(row).replaceAll('WORDS', `第 ${id} 句`)), id }
}
