/** Calls of the API with co-wechat-api, as its manual shows them. */
'use strict'
const API = require('co-wechat-api')
const { OPENIDS, run, step, control, talk, proxyAgent, file, MENU, ORDER } = require('../support/steps.cjs')

const { APPID, SECRET, ALIAS } = process.env
const [first, second, third] = OPENIDS
const KEFU = `kefu1@${ALIAS}`

function createApi(secret = SECRET) {
  const api = new API(APPID, secret)
  api.setOpts({ agent: proxyAgent(), timeout: 15_000 })
  return api
}

async function main() {
  const api = createApi()
  await step('getIp', () => api.getIp())
  await step('getJsConfig', () => api.getJsConfig({ url: 'http://example.com/', jsApiList: ['scanQRCode'] }))
  await step('getCardExt', () => api.getCardExt({ card_id: 'p1' }))

  await step('createMenu', () => api.createMenu(MENU))
  const rule = { ...MENU, matchrule: { client_platform_type: '1' } }
  const { menuid } = await step('addConditionalMenu', () => api.addConditionalMenu(rule))
  await step('getMenu', () => api.getMenu())
  await step('getMenuConfig', () => api.getMenuConfig())
  await step('tryConditionalMenu', () => api.tryConditionalMenu(first))
  await step('delConditionalMenu', () => api.delConditionalMenu(menuid))

  await step('getUser', () => api.getUser({ openid: first, lang: 'zh_CN' }))
  await step('batchGetUsers', () => api.batchGetUsers([first, second]))
  await step('getFollowers', () => api.getFollowers())
  await step('updateRemark', () => api.updateRemark(first, '老朋友'))
  const { tag = {} } = await step('createTags', () => api.createTags('常客'))
  await step('getTags', () => api.getTags())
  await step('updateTag', () => api.updateTag(tag.id, '老常客'))
  await step('batchTagging', () => api.batchTagging([first, second], tag.id))
  await step('getUsersFromTag', () => api.getUsersFromTag(tag.id))
  await step('getIdList', () => api.getIdList(first))
  await step('batchUnTagging', () => api.batchUnTagging([second], tag.id))
  const { group = {} } = await step('createGroup', () => api.createGroup('旧分组'))
  await step('getGroups', () => api.getGroups())
  await step('getWhichGroup', () => api.getWhichGroup(first))
  await step('updateGroup', () => api.updateGroup(group.id, '旧组'))
  await step('moveUserToGroup', () => api.moveUserToGroup(second, group.id))
  await step('moveUsersToGroup', () => api.moveUsersToGroup([second, third], 0))
  await step('removeGroup', () => api.removeGroup(group.id))

  const image = await step('uploadMedia image', () => api.uploadImageMedia(file('照片.png')))
  const voice = await step('uploadMedia voice', () => api.uploadVoiceMedia(file('a.amr')))
  const video = await step('uploadMedia video', () => api.uploadVideoMedia(file('a.mp4')))
  const thumb = await step('uploadMedia thumb', () => api.uploadThumbMedia(file('a.jpg')))
  await step('getMedia', () => api.getMedia(image.media_id))
  await step('uploadImage', () => api.uploadImage(file('a.png')))
  const kept = await step('uploadMaterial', () => api.uploadImageMaterial(file('a.png')))
  const cover = await step('uploadMaterial thumb', () => api.uploadThumbMaterial(file('a.jpg')))
  const about = { title: '片名', introduction: '简介' }
  await step('uploadVideoMaterial', () => api.uploadVideoMaterial(file('a.mp4'), about))
  await step('getMaterial', () => api.getMaterial(kept.media_id))
  await step('getMaterialCount', () => api.getMaterialCount())
  await step('getMaterials', () => api.getMaterials('image', 0, 10))
  await step('removeMaterial', () => api.removeMaterial(kept.media_id))
  const articles = [{ thumb_media_id: cover.media_id, title: '标题', content: '<p>正文</p>' }]
  const news = await step('uploadNews', () => api.uploadNews({ articles }))

  await talk(first)
  await step('sendText', () => api.sendText(first, '你好，co-wechat-api'))
  await step('sendImage', () => api.sendImage(first, image.media_id))
  await step('sendVoice', () => api.sendVoice(first, voice.media_id))
  await step('sendVideo', () => api.sendVideo(first, video.media_id, thumb.thumb_media_id))
  await talk(second)
  const music = {
    title: '歌名',
    description: '歌手',
    musicurl: 'http://example.com/a.mp3',
    hqmusicurl: 'http://example.com/a.mp3',
    thumb_media_id: thumb.thumb_media_id,
  }
  await step('sendMusic', () => api.sendMusic(second, music))
  const card = {
    title: '图文',
    description: '描述',
    url: 'http://example.com/',
    picurl: 'http://example.com/a.png',
  }
  await step('sendNews', () => api.sendNews(second, [card]))
  await step('getAutoreply', () => api.getAutoreply())

  await step('addKfAccount', () => api.addKfAccount(KEFU, '客服一'))
  await step('updateKfAccount', () => api.updateKfAccount(KEFU, '客服二'))
  await step('setKfAccountAvatar', () => api.setKfAccountAvatar(KEFU, file('a.jpg')))
  await step('inviteworker', () => api.inviteworker(KEFU, 'wx_worker1'))
  await step('getCustomServiceList', () => api.getCustomServiceList())
  await step('getOnlineCustomServiceList', () => api.getOnlineCustomServiceList())
  await step('deleteKfAccount', () => api.deleteKfAccount(KEFU))

  const sent = await step('massSendText tag', () => api.massSendText('群发给标签', tag.id))
  await step('massSendNews list', () => api.massSendNews(news.media_id, [second, third]))
  await step('previewText', () => api.previewText(first, '先看看'))
  await step('getMassMessageStatus', () => api.getMassMessageStatus(sent.msg_id))

  await step('setIndustry', () => api.setIndustry({ industry_id1: '1', industry_id2: '4' }))
  await step('getIndustry', () => api.getIndustry())
  const { template_id: template } = await step('addTemplate', () => api.addTemplate('TM00015'))
  await step('getAllPrivateTemplate', () => api.getAllPrivateTemplate())
  await step('sendTemplate', () => api.sendTemplate(first, template, 'http://example.com/', '#FF0000', ORDER))
  await step('delPrivateTemplate', () => api.delPrivateTemplate(template))

  const code = await step('createTmpQRCode', () => api.createTmpQRCode(123, 1800))
  await step('createLimitQRCode', () => api.createLimitQRCode('门店'))
  await step('showQRCodeURL', () => showQrCode(api.showQRCodeURL(code.ticket)))
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await step('getUserSummary', () => api.getUserSummary(day, day))
  await step('getInterfaceSummary', () => api.getInterfaceSummary(day, day))

  await step('refused: unknown openid', () => api.getUser('oNobodyNobodyNobodyNobodyNob'))
  await step('refused: unknown media', () => api.getMedia('nothing'))
  await step('refused: wrong secret', () => createApi('0'.repeat(32)).getFollowers())
  await step('refused: withdrawn call', () => api.shorturl('http://example.com/long'))

  // Two hours pass for WeChat and not for this program, whose token is dead without its knowing
  await control('POST', '/clock', { advanceSeconds: 7300 })
  await step('getUser after the token expired', () => api.getUser(first))
}

/** The picture, by the environment's proxy. */
async function showQrCode(url) {
  const answer = await fetch(url)
  return { type: answer.headers.get('content-type'), bytes: (await answer.arrayBuffer()).byteLength }
}

run(main)
