/** 公共模板库 of subscription notifications, and the templates that an account took from it. */
import {
  CATEGORIES,
  findPublicTemplate,
  PUBLIC_TEMPLATES,
  type PublicTemplate,
  toContent,
  toExample,
} from '../../../world/public-templates.ts'
import { MAX_NOTICE_TEMPLATES } from '../../../world/subscriptions.ts'
import { lengthOf } from '../../../sends/template-card.ts'
import { ApiError, OK } from '../../answer.ts'
import { type ApiCall, type Handler, text } from '../../call.ts'

const MIN_KEYWORDS = 2
const MAX_KEYWORDS = 5
const MAX_SCENE_DESC = 15
const MAX_PAGE = 30

export const listCategories: Handler = () => ({ ...OK, data: CATEGORIES })

export const listTitles: Handler = ({ query }) => {
  const [ids, start, limit] = ['ids', 'start', 'limit'].map((name) => text(query, name))
  if (!ids) throw new ApiError(200018)
  const wanted = ids.split(',').map((id) => CATEGORIES.find((category) => String(category.id) === id.trim()))
  if (wanted.includes(undefined)) throw new ApiError(200019)
  const from = wholeNumber(start)
  if (from === undefined) throw new ApiError(200016)
  const size = wholeNumber(limit)
  if (size === undefined || size < 1 || size > MAX_PAGE) throw new ApiError(200017)
  const found = PUBLIC_TEMPLATES.filter(({ categoryId }) => wanted.some((one) => one?.id === categoryId))
  return {
    ...OK,
    count: found.length,
    data: found.slice(from, from + size).map(({ tid, title, type, categoryId }) => ({
      tid,
      title,
      type,
      categoryId: String(categoryId),
    })),
  }
}

export const listKeywords: Handler = ({ query }) => {
  const { keywords } = publicTemplateOf(text(query, 'tid'))
  return { ...OK, count: keywords.length, data: keywords }
}

export const addTemplate: Handler = (call) => {
  const { world, account, body } = call
  const chosen = publicTemplateOf(text(body, 'tid'))
  const keywords = keywordsOf(call, chosen)
  if (lengthOf(text(body, 'sceneDesc')) > MAX_SCENE_DESC) throw new ApiError(200021)
  if (world.subscriptions.templates(account.appid).length >= MAX_NOTICE_TEMPLATES) throw new ApiError(200012)
  const template = world.subscriptions.addTemplate({
    appid: account.appid,
    tid: chosen.tid,
    title: chosen.title,
    type: chosen.type,
    content: toContent(keywords),
    example: toExample(keywords),
  })
  return { ...OK, priTmplId: template.id }
}

export const deleteTemplate: Handler = ({ world, account, body }) => {
  const id = text(body, 'priTmplId')
  if (id === '') throw new ApiError(200002)
  const template = world.subscriptions.template(account.appid, id)
  if (!template) throw new ApiError(200014)
  world.subscriptions.removeTemplate(template)
  return OK
}

export const listTemplates: Handler = ({ world, account }) => ({
  ...OK,
  data: world.subscriptions.templates(account.appid).map(({ id, title, content, example, type }) => ({
    priTmplId: id,
    title,
    content,
    example,
    type,
  })),
})

function publicTemplateOf(tid: string): PublicTemplate {
  const template = findPublicTemplate(tid)
  if (String(template?.tid) !== tid || !template) throw new ApiError(200014)
  return template
}

/** In the order of `kidList`. */
function keywordsOf({ body }: ApiCall, { keywords }: PublicTemplate) {
  const list: unknown = body['kidList']
  const given: unknown[] = Array.isArray(list) ? list : []
  const chosen = given.map((kid) => keywords.find((keyword) => String(keyword.kid) === String(kid)))
  const found = chosen.filter((keyword) => keyword !== undefined)
  const isFine = found.length === chosen.length && new Set(found).size === found.length
  if (!isFine || found.length < MIN_KEYWORDS || found.length > MAX_KEYWORDS) throw new ApiError(200020)
  return found
}

function wholeNumber(given: string | undefined): number | undefined {
  return given !== undefined && /^\d{1,9}$/.test(given) ? Number(given) : undefined
}
