/**
 * Calls of the API with wechat-api, as its manual shows them. It may be told another access point (接入点), so that it
 * goes to the simulator's HTTPS port without any proxy; only uploads to the old file server take the proxy.
 */
'use strict'
const http = require('node:http')
const API = require('wechat-api')
const { OPENIDS, run, step, control, talk, proxyAgent, file, MENU, ORDER } = require('../support/steps.cjs')

const { APPID, SECRET, ALIAS, SIMULATOR_HTTPS } = process.env
const [first, second, third] = OPENIDS
const KEFU = `kefu1@${ALIAS}`

function createApi(secret = SECRET) {
  const api = new API(APPID, secret)
  api.setEndpoint(new URL(SIMULATOR_HTTPS).host)
  api.setOpts({ timeout: 15_000, agent: new http.Agent({ proxyEnv: process.env }) })
  return api
}

const api = createApi()

/** A step that is one call of the SDK. */
function call(method, ...args) {
  return step(method, () => promise(api, method, ...args))
}

function promise(api, method, ...args) {
  return new Promise((resolve, reject) =>
    api[method](...args, (error, result) => (error ? reject(error) : resolve(result))),
  )
}

async function main() {
  await call('getIp')
  const proxied = new API(APPID, SECRET)
  proxied.setOpts({ timeout: 15_000, httpsAgent: proxyAgent() })
  await step('getIp through the proxy', () => promise(proxied, 'getIp'))
  await call('getJsConfig', { url: 'http://example.com/', jsApiList: ['scanQRCode'] })
  await call('getCardExt', { card_id: 'p1' })
  await call('clearQuota', APPID)

  await call('createMenu', MENU)
  const { menuid } = await call('createCustomMenu', { ...MENU, matchrule: { client_platform_type: '1' } })
  await call('getMenu')
  await call('getMenuConfig')
  await call('testCustomMenu', first)
  await call('removeCustomMenu', menuid)

  await call('getUser', { openid: first, lang: 'zh_CN' })
  await call('batchGetUsers', [first, second])
  await call('getFollowers')
  await call('updateRemark', first, '老朋友')
  const { tag = {} } = await call('createTag', '常客')
  await call('getTags')
  await call('editTag', tag.id, '老常客')
  await call('membersBatchtagging', tag.id, [first, second])
  await call('getTagUsers', tag.id, '')
  await call('getUserTags', first)
  await call('membersBatchuntagging', tag.id, [second])
  const { group = {} } = await call('createGroup', '旧分组')
  await call('getGroups')
  await call('getWhichGroup', first)
  await call('updateGroup', group.id, '旧组')
  await call('moveUserToGroup', second, group.id)
  await call('removeGroup', group.id)

  const image = await call('uploadMedia', file('照片.png'), 'image')
  const voice = await call('uploadMedia', file('a.amr'), 'voice')
  const video = await call('uploadMedia', file('a.mp4'), 'video')
  const thumb = await call('uploadMedia', file('a.jpg'), 'thumb')
  await call('getMedia', image.media_id)
  await call('uploadImage', file('a.png'))
  await call('uploadMPVideo', { media_id: video.media_id, title: '片名', description: '简介' })
  const kept = await call('uploadImageMaterial', file('a.png'))
  const cover = await call('uploadThumbMaterial', file('a.jpg'))
  await call('uploadVideoMaterial', file('a.mp4'), { title: '片名', introduction: '简介' })
  await call('getMaterial', kept.media_id)
  await call('getMaterialCount')
  await call('getMaterials', 'image', 0, 10)
  await call('removeMaterial', kept.media_id)
  const articles = [{ thumb_media_id: cover.media_id, title: '标题', content: '<p>正文</p>' }]
  const news = await call('uploadNews', { articles })

  await talk(first)
  await call('sendText', first, '你好，wechat-api')
  await call('sendImage', first, image.media_id)
  await call('sendVoice', first, voice.media_id)
  await call('sendVideo', first, video.media_id, thumb.thumb_media_id)
  await talk(second)
  const card = {
    title: '图文',
    description: '描述',
    url: 'http://example.com/',
    picurl: 'http://example.com/a.png',
  }
  await call('sendNews', second, [card])

  await call('addKfAccount', KEFU, '客服一', 'pw')
  await call('updateKfAccount', KEFU, '客服二', 'pw')
  await call('setKfAccountAvatar', KEFU, file('a.jpg'))
  await call('getCustomServiceList')
  await call('getOnlineCustomServiceList')
  await call('getKfSessionWaitCase')
  await call('deleteKfAccount', KEFU)

  const sent = await call('massSendText', '群发给标签', tag.id)
  await call('massSendNews', news.media_id, [second, third])
  await call('previewText', first, '先看看')
  await call('getMassMessageStatus', sent.msg_id)

  await call('setIndustry', { industry_id1: '1', industry_id2: '4' })
  await call('getIndustry')
  const { template_id: template } = await call('addTemplate', 'TM00015')
  await call('getAllPrivateTemplate')
  await call('sendTemplate', first, template, { url: 'http://example.com/' }, ORDER)
  await call('delPrivateTemplate', template)

  await call('createTmpQRCode', 123, 1800)
  await call('createLimitQRCode', '门店')
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await call('getUserSummary', day, day)
  await call('getInterfaceSummary', day, day)

  await step('refused: unknown openid', () => promise(api, 'getUser', 'oNobodyNobodyNobodyNobodyNob'))
  // This SDK knows an error in place of a file by a bare `application/json` only
  await control('PATCH', `/accounts/${APPID}`, { switches: { contentType: 'json' } })
  await step('refused: unknown media', () => promise(api, 'getMedia', 'nothing'))
  await step('refused: wrong secret', () => promise(createApi('0'.repeat(32)), 'getFollowers'))
  await step('refused: withdrawn call', () => promise(api, 'shorturl', 'http://example.com/long'))

  // Another program takes a new token, and the old one lives on for five minutes only: the SDK repeats after a 40001
  await fetch(
    `${process.env.SIMULATOR}/cgi-bin/token?grant_type=client_credential&appid=${APPID}&secret=${SECRET}`,
  )
  await control('POST', '/clock', { advanceSeconds: 400 })
  await step('refused: replaced token', () => promise(api, 'getUser', first))
  await step('getUser with a new token', () => promise(createApi(), 'getUser', first))
}

run(main)
