/** 客服消息: messages that the account sends by itself, within the allowance that the person's actions opened. */
import { MAX_TEXT_BYTES } from '@yingwu/protocol'
import type { PhoneContent, PhoneMessage } from '../../control/types.ts'
import { toMediaPath } from '../../push/engine.ts'
import type { MediaType } from '../../world/media.ts'
import { ApiError, OK } from '../answer.ts'
import { type ApiCall, followerOf, type Handler, record, records, text, type Handlers } from '../call.ts'

const TYPING_MS = 15_000
const TALKED_MS = 30_000
const MAX_MENU_ENTRIES = 10

const sendCustomMessage: Handler = (call) => {
  const { world, account, body } = call
  const fan = followerOf(call, text(body, 'touser'))
  const content = contentOf(call)
  const agent = agentOf(call)
  const spent = world.fans.spend(fan)
  if (spent !== 'ok') throw new ApiError(spent === 'noTime' ? 45015 : 45047)
  fan.talkedAt = world.clock.now()
  world.fans.setTyping(fan, 0)
  world.messages.add(
    { appid: account.appid, openid: fan.openid },
    { from: 'account', via: 'custom', callId: call.id, agent },
    content,
  )
  return OK
}

const setTyping: Handler = (call) => {
  const { world, body } = call
  const fan = followerOf(call, text(body, 'touser'))
  const command = text(body, 'command')
  const now = world.clock.now()
  if (command !== 'Typing' && command !== 'CancelTyping') throw new ApiError(45072)
  if (now - fan.talkedAt > TALKED_MS) throw new ApiError(45080)
  if (command === 'Typing' && fan.typingUntil > now) throw new ApiError(45081)
  world.fans.setTyping(fan, command === 'Typing' ? now + TYPING_MS : 0)
  return OK
}

function contentOf(call: ApiCall): PhoneContent {
  const read = READERS[text(call.body, 'msgtype')]
  if (!read) throw new ApiError(40008)
  return read(record(call.body, text(call.body, 'msgtype')), call)
}

type Reader = (message: { [member: string]: unknown }, call: ApiCall) => PhoneContent

const READERS: { [msgtype: string]: Reader } = {
  text(message) {
    const content = text(message, 'content')
    if (content === '') throw new ApiError(44004)
    if (Buffer.byteLength(content) > MAX_TEXT_BYTES) throw new ApiError(45002)
    return { type: 'text', content }
  },
  image(message, call) {
    const media = mediaOf(call, text(message, 'media_id'), ['image'])
    return { type: 'image', mediaId: media.id, url: toMediaPath(media.id) }
  },
  voice(message, call) {
    const media = mediaOf(call, text(message, 'media_id'), ['voice'])
    const seconds = Math.min(60, Math.max(1, Math.round(media.bytes.length / 1600)))
    return { type: 'voice', mediaId: media.id, url: toMediaPath(media.id), seconds, recognition: null }
  },
  video(message, call) {
    const media = mediaOf(call, text(message, 'media_id'), ['video'])
    const thumbId = text(message, 'thumb_media_id')
    const shownId = thumbId === '' ? media.thumbId : thumbOf(call, thumbId).id
    return {
      type: 'video',
      mediaId: media.id,
      url: toMediaPath(media.id),
      thumbUrl: shownId === null ? '' : toMediaPath(shownId),
      title: text(message, 'title'),
      description: text(message, 'description'),
    }
  },
  music(message, call) {
    const [url, hqUrl] = [text(message, 'musicurl'), text(message, 'hqmusicurl')]
    if (url === '' || hqUrl === '') throw new ApiError(61451)
    return {
      type: 'music',
      title: text(message, 'title'),
      description: text(message, 'description'),
      url,
      hqUrl,
      thumbUrl: toMediaPath(thumbOf(call, text(message, 'thumb_media_id')).id),
    }
  },
  news(message) {
    const articles = records(message, 'articles') ?? []
    if (articles.length === 0) throw new ApiError(44003)
    if (articles.length > 1) throw new ApiError(45008)
    return {
      type: 'news',
      articles: articles.map((article) => ({
        title: text(article, 'title'),
        description: text(article, 'description'),
        url: text(article, 'url'),
        picUrl: text(article, 'picurl'),
      })),
    }
  },
  msgmenu(message, { account }) {
    if (account.kind === 'sandbox') throw new ApiError(48008)
    const list = (records(message, 'list') ?? []).map((entry) => ({
      id: text(entry, 'id'),
      content: text(entry, 'content'),
    }))
    if (list.length === 0 || list.length > MAX_MENU_ENTRIES) throw new ApiError(45098)
    if (list.some(({ id, content }) => id === '' || content === '')) throw new ApiError(61451)
    return { type: 'msgmenu', head: text(message, 'head_content'), list, tail: text(message, 'tail_content') }
  },
  miniprogrampage(message, call) {
    const [appid, pagepath] = [text(message, 'appid'), text(message, 'pagepath')]
    if (appid === '') throw new ApiError(40166)
    if (pagepath === '') throw new ApiError(40165)
    return {
      type: 'miniprogrampage',
      title: text(message, 'title'),
      appid,
      pagepath,
      thumbUrl: toMediaPath(thumbOf(call, text(message, 'thumb_media_id')).id),
    }
  },
  // Drafts, articles and cards are not emulated: none of their ids exists here.
  mpnews() {
    throw new ApiError(40007)
  },
  mpnewsarticle() {
    throw new ApiError(53600)
  },
  wxcard() {
    throw new ApiError(40073)
  },
}

function mediaOf({ world, account }: ApiCall, id: string, types: MediaType[]) {
  if (id === '') throw new ApiError(41006)
  const media = world.media.find(account.appid, id)
  if (typeof media === 'string' || !types.includes(media.type)) throw new ApiError(40007)
  return media
}

const thumbOf = (call: ApiCall, id: string) => mediaOf(call, id, ['thumb', 'image'])

/** In whose name the message is sent. */
function agentOf({ account, body }: ApiCall): PhoneMessage['agent'] {
  if (body['customservice'] === undefined) return null
  const name = text(record(body, 'customservice'), 'kf_account')
  if (!name.includes('@')) throw new ApiError(61452)
  const agent = account.kfAccounts.find((one) => one.account === name)
  if (!agent) throw new ApiError(65401)
  return { nickname: agent.nickname, avatar: agent.avatar }
}

export const CUSTOM_MESSAGE: Handlers = {
  'message.customSend': sendCustomMessage,
  'message.customTyping': setTyping,
}
