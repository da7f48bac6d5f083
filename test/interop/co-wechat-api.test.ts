import { beforeAll, test } from 'vitest'
import { expectFullUse } from './support/full-use.ts'
import { installNpm } from './support/install.ts'
import { INTEROP, startWorld } from './support/world.ts'

let modules: string

beforeAll(async () => {
  modules = await installNpm('co-wechat-api')
})

test('co-wechat-api calls the API', async () => {
  await using world = await startWorld()
  const report = await world.run(process.execPath, [`${INTEROP}co-wechat-api/calls.cjs`], {
    NODE_PATH: modules,
  })
  expectFullUse(world, report, {
    text: '你好，co-wechat-api',
    broadcast: '群发给标签',
    download: { step: 'getMedia', result: { bytes: 69 } },
    refusals: {
      'unknown openid': 40003,
      'unknown media': 40007,
      'wrong secret': 40125,
      'withdrawn call': 45103,
    },
  })
})
