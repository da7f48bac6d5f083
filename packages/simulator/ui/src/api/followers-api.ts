/** The calls of the control API about crowds and scripts. */
import type {
  Fan,
  FollowerPage,
  FollowersAdded,
  NewFollowers,
  Persona,
  Script,
  ScriptRun,
} from '../../../src/control/types.ts'
import { request } from './api.ts'

export type FollowerState = 'all' | 'following' | 'left' | 'odd'

export interface FollowerSearch {
  appid: string
  text: string
  state: FollowerState
  offset: number
  limit: number
}

export const followersApi = {
  list({ appid, text, state, offset, limit }: FollowerSearch) {
    const query = new URLSearchParams({ appid, text, state, offset: String(offset), limit: String(limit) })
    return request<FollowerPage>('GET', `/followers?${query.toString()}`)
  },
  one: (openid: string) => request<Fan>('GET', `/fans/${encodeURIComponent(openid)}`),
  personas: () => request<Persona[]>('GET', '/followers/personas'),
  generate: (wish: NewFollowers) => request<FollowersAdded>('POST', '/followers', wish),
  scripts: () => request<ScriptRun[]>('GET', '/scripts'),
  startScript: (script: Script) => request<ScriptRun>('POST', '/scripts', script),
  stopScript: (id: string) => request<ScriptRun>('POST', `/scripts/${encodeURIComponent(id)}/stop`, {}),
}
