import { ENCRYPTION_MODES } from '@yingwu/protocol'
import { beforeAll, expect, test } from 'vitest'
import { arrive, converse } from './support/conversation.ts'
import { expectFullUse } from './support/full-use.ts'
import { installPython } from './support/install.ts'
import { INTEROP, startWorld } from './support/world.ts'

let python: string

beforeAll(async () => {
  python = await installPython('werobot')
})

test('WeRoBot calls the API', async () => {
  await using world = await startWorld()
  expectFullUse(world, await world.run(python, [`${INTEROP}werobot/calls.py`]), {
    text: '你好，WeRoBot',
    broadcast: '群发给标签',
    download: { step: 'download_media', result: { bytes: 69, type: 'image/png' } },
    refusals: {
      'unknown openid': 40003,
      'unknown media': 40007,
      'wrong secret': 40125,
      'expired token': 42001,
    },
  })
})

test.each(ENCRYPTION_MODES)('a WeRoBot answers in %s mode', async (mode) => {
  await using world = await startWorld()
  const url = await world.serve(python, [`${INTEROP}werobot/server.py`])
  await converse(world, url, mode)
  expect(await arrive(world, '123')).toMatchObject({ content: '扫码关注 qrscene_123' })
})
