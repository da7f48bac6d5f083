/** 模板库: choosing, listing and deleting templates. */
import {
  findPublicTemplate,
  type PublicTemplate,
  toContent,
  toExample,
} from '../../../world/public-templates.ts'
import { MAX_TEMPLATES, type Template } from '../../../world/templates.ts'
import { ApiError, OK } from '../../answer.ts'
import { type ApiCall, type Handler, text } from '../../call.ts'
import { listOf } from '../mass/addressees.ts'
import { industryOf } from './industries.ts'

export const addTemplate: Handler = (call) => {
  const { world, account, body } = call
  const shortId = text(body, 'template_id_short')
  if (shortId === '') throw new ApiError(40036)
  const chosen = findPublicTemplate(shortId)
  if (!chosen) throw new ApiError(40037)
  const keywords = keywordsOf(call, chosen, shortId)
  if (isOfOtherIndustry(call, chosen, shortId)) throw new ApiError(45027)
  if (world.templates.of(account).length >= MAX_TEMPLATES) throw new ApiError(45026)
  const isCategory = shortId === String(chosen.tid)
  const template = world.templates.add({
    appid: account.appid,
    title: chosen.title,
    primaryIndustry: isCategory ? '' : chosen.industry[0],
    deputyIndustry: isCategory ? '' : chosen.industry[1],
    content: toContent(keywords),
    example: toExample(keywords),
    isOwn: false,
  })
  return { errcode: 0, errmsg: 'ok', template_id: template.id }
}

/** In the order that the account wants. Templates of the time before categories have all of theirs without asking. */
function keywordsOf({ body }: ApiCall, { tid, keywords }: PublicTemplate, shortId: string) {
  // Clients made for both kinds send an empty list with the older one.
  const names = listOf(body['keyword_name_list']) ?? []
  if (names.length === 0 && shortId !== String(tid)) return keywords
  const chosen = names.map((wanted) => keywords.find(({ name }) => name === wanted))
  const found = chosen.filter((keyword) => keyword !== undefined)
  if (found.length === 0 || found.length < chosen.length || new Set(found).size < found.length)
    throw new ApiError(40037)
  return found
}

/** Asked only of accounts that have chosen industries: others have categories. */
function isOfOtherIndustry({ world, account }: ApiCall, { tid, industry }: PublicTemplate, shortId: string) {
  const set = world.templates.industriesOf(account.appid)
  if (!set || shortId === String(tid)) return false
  return ![set.primary, set.secondary].some((number) => industryOf(number)?.join() === industry.join())
}

export const listTemplates: Handler = ({ world, account }) => ({
  template_list: world.templates.of(account).map((template) => ({
    template_id: template.id,
    title: template.title,
    primary_industry: template.primaryIndustry,
    deputy_industry: template.deputyIndustry,
    content: template.content,
    example: template.example,
  })),
})

export const deleteTemplate: Handler = (call) => {
  call.world.templates.remove(templateOf(call, text(call.body, 'template_id')))
  return OK
}

/** One of the account's. 40037 for any other. */
export function templateOf({ world, account }: ApiCall, id: string): Template {
  const template = world.templates.find(account, id)
  if (!template) throw new ApiError(40037)
  return template
}
