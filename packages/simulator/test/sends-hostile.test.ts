import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStage } from './support/stage.ts'

/** Members that the calls read, with anything in them. */
const NAMES = [
  'touser',
  'towxname',
  'filter',
  'msgtype',
  'text',
  'image',
  'images',
  'mpnews',
  'mpvideo',
  'clientmsgid',
  'msg_id',
  'article_idx',
  'url',
  'speed',
  'template_id',
  'template_id_short',
  'keyword_name_list',
  'industry_id1',
  'data',
  'miniprogram',
  'tid',
  'kidList',
  'priTmplId',
  'page',
  'tmpl_msg_id',
  'largest_id',
  'scene',
  'title',
  'businessid',
]

const PATHS = [
  '/cgi-bin/message/mass/sendall',
  '/cgi-bin/message/mass/send',
  '/cgi-bin/message/mass/get',
  '/cgi-bin/message/mass/delete',
  '/cgi-bin/message/mass/speed/set',
  '/cgi-bin/template/api_add_template',
  '/cgi-bin/message/template/send',
  '/cgi-bin/message/template/subscribe',
  '/wxa/sec/queryblocktmplmsg',
  '/wxaapi/newtmpl/addtemplate',
  '/wxaapi/newtmpl/deltemplate',
  '/cgi-bin/message/subscribe/bizsend',
  '/cgi-bin/message/custom/send',
  '/cgi-bin/message/custom/business/send',
]

test('whatever is sent is answered, and leaves a state that can be imported', async () => {
  const { api, sim, fan } = await createStage()
  await sim.act(fan.openid, { type: 'text', content: '你好' })
  const { body: added } = await api('/cgi-bin/template/api_add_template', { template_id_short: 'TM00015' })
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(fan.openid, [fan.openid, fan.openid], added['template_id'], 'text', 'image'),
    fc.constantFrom<unknown>('mpnews', '__proto__', { is_to_all: true }, { content: 'x' }, '401', [1, 2], -1),
  )
  const member = fc.tuple(fc.constantFrom(...NAMES), value)
  const body = fc.array(member, { maxLength: 8 }).map((members) => Object.fromEntries(members))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PATHS), body, async (path, sent) => {
      const { status } = await api(path, sent)
      expect(status).toBe(200)
    }),
    { numRuns: 400 },
  )
  sim.clock.change({ advanceSeconds: 60 })
  await sim.idle()
  expect(() => sim.importState(JSON.parse(JSON.stringify(sim.exportState())))).not.toThrow()
})
