/**
 * How much of each call of the contract is there. `full`: it has a handler that does what the service does in this world.
 * `shape`: the answer has the right form, but stands for nothing. `no`: "not emulated yet".
 */
import type { EndpointId } from '@yingwu/protocol/contract'
import type { Bilingual } from '../control/types.ts'
import { HANDLERS, OPEN_HANDLERS } from './handlers.ts'

export type Coverage = 'full' | 'shape' | 'no'

export function coverageOf(id: EndpointId): Coverage {
  if (SHAPES[id]) return 'shape'
  return HANDLERS[id] || OPEN_HANDLERS[id] || PAGES.has(id) ? 'full' : 'no'
}

/** What a reader must know about a call that is there. */
export function noteOn(id: EndpointId): Bilingual | undefined {
  return SHAPES[id] ?? REMARKS[id]
}

/** Pages for the user's browser: no calls, and served elsewhere in the simulator. */
export const PAGES: ReadonlySet<EndpointId> = new Set<EndpointId>([
  'oauth.authorizePage',
  'template.subscribeMsgPage',
])

const CANNED: Bilingual = {
  zh: '固定的结果，文字标明“模拟结果”；检查参数、文件类型和大小，每天 100 次',
  en: 'canned, marked 模拟结果; parameters, kind and size of the file are checked, 100 a day',
}

const SHAPES: { readonly [Id in EndpointId]?: Bilingual } = {
  'draft.productCard': {
    zh: '没有小店：每个数字编号都算一件商品',
    en: 'there is no shop: every number is a product',
  },
  'ai.voiceSubmit': { zh: '检查文件，不识别', en: 'the file is checked, nothing is recognized' },
  'ai.voiceResult': { zh: '固定的文字，标明“模拟结果”', en: 'a canned text, marked 模拟结果' },
  'ai.translate': { zh: '原文加上“模拟结果”', en: 'the text itself, marked 模拟结果' },
  'ai.semanticSearch': { zh: '只有服务类型，没有语义', en: 'the kind of service alone, nothing understood' },
  'ocr.idCard': CANNED,
  'ocr.bankCard': CANNED,
  'ocr.driving': CANNED,
  'ocr.drivingLicense': CANNED,
  'ocr.bizLicense': CANNED,
  'ocr.common': CANNED,
  'ocr.plateNumber': CANNED,
  'image.scanCode': CANNED,
  'image.superResolution': { zh: '原图返回，没有放大', en: 'the same picture again, no larger' },
  'image.aiCrop': { zh: '按比例居中裁剪', en: 'crops from the middle, by ratio' },
  'ip.callback': { zh: '总是 127.0.0.1', en: 'always 127.0.0.1' },
  'ip.api': { zh: '总是 127.0.0.1', en: 'always 127.0.0.1' },
  'callback.check': { zh: '固定的结果，不探测', en: 'a fixed answer, nothing is probed' },
}

const OLD_NEWS: Bilingual = {
  zh: '草稿箱开启后返回 45103；`draftBox: false` 可以关闭草稿箱',
  en: 'answers 45103 once the draft box is open; `draftBox: false` closes it',
}

const UNFOLLOWED: Bilingual = {
  zh: '阅读和分享来自模拟手机；点赞、收藏、赞赏、阅读原文和阅读完成率总是 0',
  en: 'readers and sharers of our phones; likes, favourites, rewards, original page and finish rate are always 0',
}

const REMARKS: { readonly [Id in EndpointId]?: Bilingual } = {
  'material.addNews': OLD_NEWS,
  'material.updateNews': OLD_NEWS,
  'freepublish.submit': {
    zh: '审核 3 秒后结束，结果由 `publishResult` 决定',
    en: 'the review ends after 3 seconds, as `publishResult` says',
  },
  'datacube.articleSummary': UNFOLLOWED,
  'datacube.articleTotal': UNFOLLOWED,
  'datacube.userRead': UNFOLLOWED,
  'datacube.userReadHour': UNFOLLOWED,
  'datacube.bizSummary': UNFOLLOWED,
  'datacube.articleTotalDetail': UNFOLLOWED,
}
