/** Control calls for many people at once: crowds that are made up, pages of them, and scripts that they follow. */
import {
  array,
  type Check,
  dictionary,
  fits,
  integer,
  literal,
  number,
  object,
  optional,
  string,
} from '../check.ts'
import { generateFollowers, MOST_FOLLOWERS } from '../followers/generate.ts'
import { type FollowerQuery, listFollowers } from '../followers/list.ts'
import { personaCheck, PERSONAS } from '../followers/personas.ts'
import { startScript, stopScript } from '../followers/run-script.ts'
import { Problem } from '../problem.ts'
import { scriptCheck, toScriptRun } from '../world/scripts.ts'
import { type ControlRoute, route, wholeNumber } from './route.ts'
import type { NewFollowers } from './types.ts'

const MAX_PAGE = 1000
const STATES = ['all', 'following', 'left', 'odd'] as const
const MAX_TIME = 8.64e15
const SCENES = [
  'ADD_SCENE_SEARCH',
  'ADD_SCENE_ACCOUNT_MIGRATION',
  'ADD_SCENE_PROFILE_CARD',
  'ADD_SCENE_QR_CODE',
  'ADD_SCENE_PROFILE_LINK',
  'ADD_SCENE_PROFILE_ITEM',
  'ADD_SCENE_PAID',
  'ADD_SCENE_WECHAT_ADVERTISEMENT',
  'ADD_SCENE_REPRINT',
  'ADD_SCENE_LIVESTREAM',
  'ADD_SCENE_CHANNELS',
  'ADD_SCENE_WXA',
  'ADD_SCENE_OTHERS',
] as const
const share = number({ min: 0, max: 1 })
/** As `tags/create` takes them. */
const tagName: Check<string> = {
  ...string({ min: 1, max: 30 }),
  problem: (value, at) =>
    typeof value === 'string' && value.trim() !== '' && Buffer.byteLength(value) <= 30
      ? null
      : `${at} must be a name of 1 to 30 bytes`,
}

/** Numbers by name. Weights need one above 0. */
function table(
  name: Check<string>,
  value: Check<number>,
  isWeights: boolean,
): Check<{ [name: string]: number }> {
  const entries = dictionary(value)
  return {
    schema: { ...entries.schema, propertyNames: name.schema },
    problem(value, at) {
      const found = entries.problem(value, at)
      if (found !== null || !fits(entries, value)) return found
      for (const key of Object.keys(value)) {
        const wrong = name.problem(key, `a name in ${at}`)
        if (wrong !== null) return wrong
      }
      const isEmpty = !Object.values(value).some((number) => number > 0)
      return isWeights && isEmpty ? `${at} needs a weight above 0` : null
    },
  }
}

const weight = number({ min: 0, max: 1e9 })
const language = string({ pattern: /^[a-z]{2}(_[A-Z]{2})?$/, says: 'a language such as zh_CN or en' })

const newFollowersCheck = object<NewFollowers>({
  appid: optional(string()),
  count: integer(1, MOST_FOLLOWERS),
  seed: optional(integer(0, 2 ** 32 - 1)),
  tags: optional(table(tagName, share, false)),
  from: optional(number({ min: 0, max: MAX_TIME })),
  to: optional(number({ min: 0, max: MAX_TIME })),
  growth: optional(literal('even', 'rising', 'campaign')),
  sources: optional(table(literal(...SCENES), weight, true)),
  languages: optional(table(language, weight, true)),
  active: optional(share),
  personas: optional(array(personaCheck, { max: 100 })),
})

export const followersRoutes: ControlRoute[] = [
  route('GET', '/followers', {
    summary: 'People of an account, a page at a time',
    query: {
      appid: 'The first account when left out',
      text: 'Part of nickname, remark or openid, or the name of a tag',
      state: `One of ${STATES.join(', ')}; all when left out. odd: those of a persona`,
      tag: 'Only people with the tag of this id',
      persona: 'Only people of this persona',
      offset: 'From which one on, 0 when left out',
      limit: `How many, 100 when left out, at most ${MAX_PAGE}`,
    },
    answer: ({ core, query }) =>
      listFollowers(core.world, core.account(query.get('appid') ?? undefined), readQuery(query)),
  }),
  route('POST', '/followers', {
    summary: 'Makes followers up: the same seed gives the same people. Nothing is pushed',
    body: newFollowersCheck,
    answer: ({ core, body }) => generateFollowers(core, body),
  }),
  route('GET', '/followers/personas', {
    summary: 'Odd people that a crowd may begin with',
    answer: () => PERSONAS,
  }),
  route('GET', '/fans/{openid}', {
    summary: 'One person',
    answer: ({ core, params }) => {
      const fan = core.world.fans.find(params['openid'] ?? '')
      if (!fan) throw new Problem(404, 'unknown_openid', `Nobody has the openid ${params['openid']}`)
      return core.world.fans.toFan(fan)
    },
  }),
  route('GET', '/scripts', {
    summary: 'Scripts that run, and the newest that have ended; newest first',
    answer: ({ core }) => core.world.scripts.all().map(toScriptRun),
  }),
  route('POST', '/scripts', {
    summary: 'Starts a script: many people do something within a time of the world’s clock',
    body: scriptCheck,
    answer: ({ core, body }) => startScript(core, body),
  }),
  route('POST', '/scripts/{id}/stop', {
    summary: 'Stops a script: nothing new begins',
    answer: ({ core, params }) => stopScript(core, params['id'] ?? ''),
  }),
]

/** @throws Problem 400 */
function readQuery(query: URLSearchParams): FollowerQuery {
  const state = query.get('state') ?? 'all'
  const persona = query.get('persona') ?? undefined
  const states = literal(...STATES)
  const wrong =
    states.problem(state, 'state') ??
    (persona === undefined ? null : personaCheck.problem(persona, 'persona'))
  if (wrong !== null || !fits(states, state)) throw new Problem(400, 'bad_request', wrong ?? 'bad state')
  const tag = query.get('tag') ? wholeNumber(query, 'tag', 0, Number.MAX_SAFE_INTEGER) : undefined
  return {
    text: query.get('text') ?? '',
    state,
    tag,
    persona: fits(personaCheck, persona) ? persona : undefined,
    offset: wholeNumber(query, 'offset', 0, Number.MAX_SAFE_INTEGER),
    limit: wholeNumber(query, 'limit', 100, MAX_PAGE),
  }
}
