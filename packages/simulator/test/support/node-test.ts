/** Run by `node --test`: the test kit needs no runner of its own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '@yingwu/simulator/testing'

void test('a person follows and unfollows', async () => {
  await using wechat = await startSimulator({
    receiver: (request) => new Response(new URL(request.url).searchParams.get('echostr') ?? 'success'),
  })
  const fan = await wechat.fan()
  await fan.follows()
  await fan.unfollows()
  assert.deepEqual(
    wechat.pushes.map(({ kind }) => kind),
    ['event:subscribe', 'event:unsubscribe'],
  )
  await assert.rejects(fan.nextMessage(), /the bot answered success/)
})
