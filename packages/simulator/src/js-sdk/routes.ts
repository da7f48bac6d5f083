/** Control calls of the phone's web view: what WeChat itself knows about the page it shows. */
import { array, either, number, object, optional, string } from '../check.ts'
import { type ControlRoute, route } from '../control/route.ts'
import type { JsConfig, PageUpload, ShownArticle, UploadedFile } from '../control/types.ts'
import { Problem } from '../problem.ts'
import { keepUpload } from '../actions/messages.ts'
import { judgeConfig } from './verdict.ts'

const MEBIBYTE = 1024 * 1024
/** A file of 10 MiB as base64, and what is around it. */
const MAX_UPLOAD_BYTES = 14 * MEBIBYTE
const MAX_ADDRESS = 8192

const jsConfigCheck = object<JsConfig>({
  url: string({ min: 1, max: MAX_ADDRESS }),
  appId: string({ max: 64 }),
  timestamp: either(number(), string({ max: 32 })),
  nonceStr: string({ max: 256 }),
  signature: string({ max: 128 }),
  jsApiList: optional(array(string({ max: 64 }), { max: 200 })),
})

const pageUploadCheck = object<PageUpload>({
  data: string({ min: 1, pattern: /^[A-Za-z0-9+/]*={0,2}$/, says: 'base64' }),
  contentType: optional(string({ pattern: /^[\w.+-]+\/[\w.+-]+$/, says: 'a type such as image/png' })),
})

export const jsSdkRoutes: ControlRoute[] = [
  route('POST', '/js-sdk/config', {
    summary: 'Whether wx.config of a page passes, and in plain words what differs',
    body: jsConfigCheck,
    answer: ({ core, body }) => judgeConfig(core.world, body),
  }),
  route('POST', '/fans/{openid}/uploads', {
    summary: 'wx.uploadImage: a picture the person chose becomes temporary media of the account',
    body: pageUploadCheck,
    maxBytes: MAX_UPLOAD_BYTES,
    answer: async ({ core, params, body }): Promise<UploadedFile> => {
      const fan = core.world.fans.find(params['openid'] ?? '')
      if (!fan) throw new Problem(404, 'unknown_openid', `Nobody has the openid ${params['openid'] ?? ''}`)
      const { id } = await keepUpload(core.world, fan.appid, body)
      return { mediaId: id }
    },
  }),
  route('GET', '/accounts/{appid}/codes', {
    summary: '带参数的二维码 that still work, newest first: what a phone can scan',
    answer: ({ core, params }) => {
      const { appid } = core.account(params['appid'])
      return core.world.qrCodes
        .of(appid)
        .slice(0, MAX_CODES)
        .map(({ ticket, scene, expiresAt, url }) => ({ ticket, scene, expiresAt, url }))
    },
  }),
  route('GET', '/articles/{slug}', {
    summary: 'A published article by the last part of its address: for comments and shares',
    answer: ({ core, params }): ShownArticle => {
      const found = core.world.publications.bySlug(params['slug'] ?? '')
      if (!found) throw new Problem(404, 'unknown_article', 'No published article has this address')
      const { publication, article, index, isDeleted } = found
      return {
        appid: publication.appid,
        msgDataId: publication.msgDataId,
        index: index - 1,
        title: article.title,
        digest: article.digest,
        comments:
          !article.needOpenComment || isDeleted ? 'closed' : article.onlyFansCanComment ? 'fans' : 'all',
        deleted: isDeleted,
      }
    },
  }),
]

const MAX_CODES = 100
