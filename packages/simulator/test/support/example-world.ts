/** A world in which the things exist that the examples of the contract speak of, and their ids there. */
import { sampleVideo } from '../../src/actions/samples.ts'
import { writePng } from '../../src/png.ts'
import {
  APP_ID,
  type ApiResult,
  call,
  createStage,
  isObject,
  SECRET,
  type Stage,
  tokenPath,
} from './stage.ts'

export interface ExampleWorld {
  stage: Stage
  /** What stands in the examples → what it is called in this world. */
  ids: Map<string, string>
}

const DAY = 24 * 3600

/** Bytes of each kind of file, by Content-Type. */
export const FILES: { readonly [contentType: string]: Uint8Array } = {
  'image/png': writePng(90, 60, () => [200, 40, 40]),
  'image/jpeg': Buffer.from(
    'ffd8ffe000104a46494600010100000100010000ffc0001108001e002803012200021101031101',
    'hex',
  ),
  'audio/mpeg': Buffer.concat([
    Buffer.from('ID3\u0003\0\0\0\0\0\0', 'latin1'),
    Buffer.from('fffb9064', 'hex'),
    Buffer.alloc(413),
  ]),
  'video/mp4': sampleVideo(),
}

/** It is the 20th of January; from the 5th to the 12th something happened every day. */
export async function createExampleWorld(): Promise<ExampleWorld> {
  const stage = await createStage()
  const { sim, fan } = stage
  const [other] = await sim.addFans({ follow: true })
  const ids = new Map([
    ['wx4a7c19e0d25b83f6', APP_ID],
    ['5f0b3c7d9e1a42866b8d7f2c3e9a0d14', SECRET],
    ['o7rTk1Gd0bQv5XmZyN8sLcWe2uHi', fan.openid],
    ['o7rTk1JpR3xWv9KcTz5bNq8mYdSa', other?.openid ?? ''],
  ])
  const making: Making = {
    stage,
    is: (example, real) => void ids.set(example, String(real)),
    async make(path, body) {
      const { body: token } = await call(sim, 'GET', tokenPath())
      const separator = path.includes('?') ? '&' : '?'
      const address = `${path}${separator}access_token=${String(token['access_token'])}`
      const answer = await call(sim, body === undefined ? 'GET' : 'POST', address, body)
      if (answer.errcode !== 0) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
      return answer.body
    },
  }
  pass(stage, 4 * DAY)
  const msgDataId = await publish(making)
  await workingDays(stage, msgDataId)
  pass(stage, 7 * DAY)
  await fillLibrary(making)
  await sendOut(making)
  await setUp(making)
  pass(stage, 10)
  await sim.idle()
  return { stage, ids }
}

interface Making {
  stage: Stage
  /** What an id of the examples is called here. */
  is: (example: string, real: unknown) => void
  /** A call that must succeed. */
  make: (path: string, body?: unknown) => Promise<ApiResult['body']>
}

async function publish({ stage, is, make }: Making): Promise<string> {
  const { sim, fan } = stage
  const cover = (await make('/cgi-bin/material/add_material?type=image', formWith('image/png')))['media_id']
  is('L7nRvTx8yZ0LrBs2WdHfJ6eGoAi3KpUm9VtXqRyNk5e', cover)
  const articles = [
    { title: '新店开业', content: '<p>周六</p>', thumb_media_id: cover, need_open_comment: 1 },
  ]
  const draft = async () => (await make('/cgi-bin/draft/add', { articles }))['media_id']
  const job = await make('/cgi-bin/freepublish/submit', { media_id: await draft() })
  is('2247490311', job['msg_data_id'])
  is('2247483671', job['publish_id'])
  is('D9qRvTx8yZ0LrBs2WdHfJ6eGoAi3KpUm9VtXqRyNk5f', await draft())
  is('C5QnvTx8yZ0LrBs2WdHfJ6eGoAi3KpUm9VtXqRyNk', await draft())
  pass(stage, 600)
  await sim.idle()
  const list = (await make('/cgi-bin/freepublish/batchget', { offset: 0, count: 1 }))['item']
  const first: unknown = Array.isArray(list) ? list[0] : undefined
  is('aK7vQx2mZ0tYp5sNc8WdHfJ1uGeKoAi3RyTqXkMwBs', isObject(first) ? first['article_id'] : '')
  const msgDataId = String(job['msg_data_id'])
  await sim.act(fan.openid, { type: 'comment', msgDataId, content: '恭喜' })
  await make('/cgi-bin/comment/reply/add', {
    msg_data_id: msgDataId,
    index: 0,
    user_comment_id: 1,
    content: '谢谢',
  })
  return msgDataId
}

async function workingDays(stage: Stage, msgDataId: string) {
  const { sim, fan } = stage
  for (let day = 5; day <= 12; day++) {
    await sim.act(fan.openid, { type: 'text', content: '在吗' })
    await sim.act(fan.openid, { type: 'share', msgDataId })
    await sim.act(fan.openid, { type: 'unfollow' })
    await sim.act(fan.openid, { type: 'follow' })
    pass(stage, DAY)
  }
}

async function fillLibrary({ is, make }: Making) {
  const spare = await make('/cgi-bin/material/add_material?type=image', formWith('image/png'))
  is('L7nRvTx8yZ0LrBs2WdHfJ6eGoAi3KpUm9VtXqRyNk5c', spare['media_id'])
  const thumb = await make('/cgi-bin/material/add_material?type=thumb', formWith('image/jpeg'))
  is('T8vQx2mZ0tYp5sNc', thumb['media_id'])
  const video = await make('/cgi-bin/media/upload?type=video', formWith('video/mp4'))
  is('V4tYp5sNc8WdHfJ1', video['media_id'])
}

async function sendOut({ stage, is, make }: Making) {
  const { sim, fan } = stage
  await sim.act(fan.openid, { type: 'text', content: '在吗' })
  const tag = (await make('/cgi-bin/tags/create', { tag: { name: '常客' } }))['tag']
  const tagId = isObject(tag) ? tag['id'] : ''
  is('102', tagId)
  is('107', tagId)
  await make('/cgi-bin/tags/members/batchtagging', { openid_list: [fan.openid], tagid: tagId })
  const sent = await make('/cgi-bin/message/mass/sendall', {
    filter: { is_to_all: true },
    msgtype: 'text',
    text: { content: '明天见' },
  })
  is('3147483701', sent['msg_id'])
  await make('/cgi-bin/template/api_set_industry', { industry_id1: '1', industry_id2: '4' })
  const template = await make('/cgi-bin/template/api_add_template', {
    template_id_short: 'TM00015',
    keyword_name_list: ['下单时间', '商品名称'],
  })
  is('kP3vQx8nYd0LrT6sZb2WmHcJ5fGe9uAi1oVtXqRyKwM', template['template_id'])
  const notice = await make('/wxaapi/newtmpl/addtemplate', {
    tid: '401',
    kidList: [1, 2],
    sceneDesc: '预约提醒',
  })
  is('9Ud4sXvKpQz1mYb7TnRw2LcHfJ6eGo0Ai3VtXqBkZyN', notice['priTmplId'])
  await sim.act(fan.openid, { type: 'subscribe', templateIds: [String(notice['priTmplId'])] })
}

async function setUp({ stage, is, make }: Making) {
  const code = await make('/cgi-bin/qrcode/create', {
    action_name: 'QR_LIMIT_STR_SCENE',
    action_info: { scene: { scene_str: 's' } },
  })
  is('http://weixin.qq.com/q/02b8kQxVZ0tYp5sNc8Wd', code['url'])
  is('Rr1vQx2mZ0tYp5s', (await make('/cgi-bin/shorten/gen', { long_data: 'a=1' }))['short_key'])
  await make('/cgi-bin/menu/create', { button: [{ type: 'click', name: '签到', key: 'K' }] })
  const menu = await make('/cgi-bin/menu/addconditional', {
    button: [{ type: 'click', name: '会员', key: 'V' }],
    matchrule: { client_platform_type: '1' },
  })
  is('431770264', menu['menuid'])
  for (const name of ['anna', 'mia'])
    await make('/customservice/kfaccount/add', { kf_account: `${name}@demo_shop`, nickname: name })
  await make(
    '/cgi-bin/media/voice/addvoicetorecofortext?format=mp3&voice_id=v-20260108-1',
    formWith('audio/mpeg'),
  )
  const refusal = await stage.api('/cgi-bin/user/info?openid=nobody')
  is('6921a3f0-1c7be29d-40a6d51c', /rid: (\S+)/.exec(String(refusal.body['errmsg']))?.[1])
}

function pass({ sim }: Stage, seconds: number) {
  sim.clock.change({ advanceSeconds: seconds })
}

function formWith(contentType: string): FormData {
  const form = new FormData()
  form.set('media', fileOf(contentType), `file.${contentType.split('/')[1] ?? ''}`)
  form.set('description', '{"title":"门店","introduction":"一分钟"}')
  return form
}

export function fileOf(contentType: string): Blob {
  return new Blob([Buffer.from(FILES[contentType] ?? [])], { type: contentType })
}
