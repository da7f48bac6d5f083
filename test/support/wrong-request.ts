/** A request that WeChat refuses, and what such requests are made of. */
import type { EndpointId } from '@yingwu/protocol/contract'

export type WrongRequest = [
  about: string,
  endpoint: EndpointId,
  params: Record<string, unknown>,
  path: string,
  rule: string,
  limit: unknown,
  errcode: number,
]

export const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)
export const click = { type: 'click', name: '今日歌曲', key: 'SONG' }
/** Stands for the person who follows the account. */
export const openid = 'the fan'
export const han = (count: number) => '汉'.repeat(count)
export const many = (count: number) => Array.from({ length: count }, (_, index) => `oSomebody${index}`)
export const big = (bytes: number) => ({ data: Buffer.concat([JPEG], bytes), filename: 'a.jpg' })
export const article = { title: '标题', content: '正文', thumb_media_id: 'M' }
