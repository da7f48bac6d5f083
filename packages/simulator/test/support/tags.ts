/** People, tags and what the account does with them. */
import { createStage, isObject, type Stage } from './stage.ts'

/** A stage with followers besides the first one. */
export async function stageWith({ followers = 0 } = {}) {
  const stage = await createStage()
  if (followers > 0) await stage.sim.addFans({ count: followers, follow: true })
  const openids = stage.sim.fans().map(({ openid }) => openid)
  return { ...stage, openids }
}

export async function createTag({ api }: Stage, name: string): Promise<number> {
  const { body } = await api('/cgi-bin/tags/create', { tag: { name } })
  return isObject(body['tag']) ? Number(body['tag']['id']) : Number.NaN
}

export async function createTags(stage: Stage, count: number): Promise<number[]> {
  const ids: number[] = []
  for (let n = 1; n <= count; n += 1) ids.push(await createTag(stage, `标签${n}`))
  return ids
}

export const tag = (stage: Stage, openid_list: unknown, tagid: unknown) =>
  stage.api('/cgi-bin/tags/members/batchtagging', { openid_list, tagid })
export const untag = (stage: Stage, openid_list: unknown, tagid: unknown) =>
  stage.api('/cgi-bin/tags/members/batchuntagging', { openid_list, tagid })
export const tagsOf = async (stage: Stage, openid: string) =>
  (await stage.api('/cgi-bin/tags/getidlist', { openid })).body

/** A second account with one person, whose openid comes back. */
export function withSecondAccount({ sim }: Stage): string {
  const state = structuredClone(sim.exportState())
  const copy = (part: string, fields: object) => {
    const list: unknown = state[part]
    const [first]: unknown[] = Array.isArray(list) ? list : []
    if (Array.isArray(list)) list.push(Object.assign({}, first, fields))
  }
  copy('accounts', { appid: 'wx0000000000000002', callback: null })
  copy('fans', { openid: 'oStranger', appid: 'wx0000000000000002' })
  sim.importState(state)
  return 'oStranger'
}
