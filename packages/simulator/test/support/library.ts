/** Pictures, voices and films small enough for a test, and what puts them into the library. */
import { samplePicture, sampleVideo, sampleVoice } from '../../src/actions/samples.ts'
import { call, type Stage, tokenPath } from './stage.ts'

export const PNG = Buffer.from(samplePicture())
export const JPEG = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
])
export const AMR = Buffer.from(sampleVoice(2))
export const MP4 = Buffer.from(sampleVideo())

export function form(
  bytes: Uint8Array<ArrayBuffer>,
  filename: string,
  fields: { [name: string]: string } = {},
) {
  const data = new FormData()
  data.append('media', new Blob([bytes]), filename)
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

/** A permanent picture: its id and its address. */
export async function addPicture({ api }: Stage): Promise<{ mediaId: string; url: string }> {
  const { body } = await api('/cgi-bin/material/add_material?type=image', form(PNG, 'tea.png'))
  return { mediaId: String(body['media_id']), url: String(body['url']) }
}

/** An article as `draft/add` takes it, with a cover of its own. */
export async function newArticle(stage: Stage, members: { [name: string]: unknown } = {}) {
  const { mediaId } = await addPicture(stage)
  return { title: '新茶上市', content: '<p>周六上午十点</p>', thumb_media_id: mediaId, ...members }
}

/** The media id of a new draft. */
export async function addDraft(stage: Stage, ...articles: { [name: string]: unknown }[]): Promise<string> {
  const given = articles.length > 0 ? articles : [{}]
  const list = await Promise.all(given.map((members) => newArticle(stage, members)))
  const { body } = await stage.api('/cgi-bin/draft/add', { articles: list })
  return String(body['media_id'])
}

/** A draft that has been published. */
export async function publish(stage: Stage, ...articles: { [name: string]: unknown }[]) {
  const mediaId = await addDraft(stage, ...articles)
  const { body } = await stage.api('/cgi-bin/freepublish/submit', { media_id: mediaId })
  stage.sim.clock.change({ advanceSeconds: 60 })
  const state = await stage.api('/cgi-bin/freepublish/get', { publish_id: body['publish_id'] })
  return {
    publishId: String(body['publish_id']),
    msgDataId: String(body['msg_data_id']),
    articleId: String(state.body['article_id']),
    urls: [...JSON.stringify(state.body).matchAll(/"article_url":"([^"]+)"/g)].map(([, url = '']) => url),
  }
}

/** As `stage.api`, with a new token: the stage's own one has ended when hours have passed. */
export async function freshApi({ sim }: Stage, path: string, body?: unknown) {
  const { body: token } = await call(sim, 'GET', tokenPath())
  const withToken = `${path}?access_token=${String(token['access_token'])}`
  return call(sim, body === undefined ? 'GET' : 'POST', withToken, body)
}

/** A page or file of the simulator. */
export async function load({ sim }: Stage, url: string, headers: { [name: string]: string } = {}) {
  const response = await sim.fetch(new Request(url, { headers }))
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes, text: bytes.toString() }
}
