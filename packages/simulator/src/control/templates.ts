/** The console's page of templates: what an account has, and text of its own for a test account (测试号). */
import { object, string } from '../check.ts'
import { Problem } from '../problem.ts'
import type { AccountRecord } from '../world/accounts.ts'
import { onceTemplateId } from '../world/subscriptions.ts'
import { MAX_TEMPLATES } from '../world/templates.ts'
import type { World } from '../world/world.ts'
import type { NewTemplate, TemplateBook } from './types.ts'

export function toTemplateBook({ templates, subscriptions }: World, account: AccountRecord): TemplateBook {
  return {
    templates: templates.of(account).map(({ id, title, content }) => ({ id, title, content })),
    notices: subscriptions.templates(account.appid).map(({ id, title, content, type }) => ({
      id,
      title,
      content,
      type,
    })),
    onceTemplateId: onceTemplateId(account.appid),
  }
}

/** @throws Problem 409 for accounts that choose from the library instead, and for the 26th */
export function addOwnTemplate(
  { templates }: World,
  account: AccountRecord,
  { title, content }: NewTemplate,
) {
  if (account.kind !== 'sandbox')
    throw new Problem(
      409,
      'no_own_templates',
      'Only a test account (kind sandbox) writes its own templates; others call template/api_add_template',
    )
  if (templates.of(account).length >= MAX_TEMPLATES)
    throw new Problem(409, 'too_many_templates', `An account has at most ${MAX_TEMPLATES} templates`)
  const { id } = templates.add({
    appid: account.appid,
    title,
    content,
    primaryIndustry: '',
    deputyIndustry: '',
    example: '',
    isOwn: true,
  })
  return { id, title, content }
}

/** As `template/del_private_template`, for every kind of account that has templates. @throws Problem 404 */
export function removeTemplate({ templates }: World, account: AccountRecord, id: string): void {
  const template = templates.find(account, id)
  if (!template) throw new Problem(404, 'unknown_template', 'The account has no template with this id')
  templates.remove(template)
}

export const newTemplateCheck = object<NewTemplate>({
  title: string({ min: 1, max: 64 }),
  content: string({
    max: 2000,
    pattern: /\{\{\w+\.DATA\}\}/,
    says: 'text with at least one placeholder such as {{keyword1.DATA}}',
  }),
})
