/** 模板消息: the templates of each account, and its two industries. */
import { hash } from 'node:crypto'
import { array, boolean, integer, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import { ID_ALPHABET, type Random } from '../random.ts'
import type { AccountRecord } from './accounts.ts'

export interface Template {
  id: string
  appid: string
  title: string
  primaryIndustry: string
  deputyIndustry: string
  /** Lines with placeholders such as `{{thing1.DATA}}`. */
  content: string
  example: string
  /** Text of the account's own (sandbox): what is filled in has no rules. */
  isOwn: boolean
}

export interface Industries {
  appid: string
  /** Numbers 1 to 41. */
  primary: number
  secondary: number
  changedAt: number
}

export interface Templates {
  of(account: AccountRecord): Template[]
  find(account: AccountRecord, id: string): Template | undefined
  add(template: Omit<Template, 'id'>): Template
  remove(template: Template): void
  industriesOf(appid: string): Industries | undefined
  setIndustries(appid: string, primary: number, secondary: number): void
  export(): TemplatesDocument
  import(saved: TemplatesDocument): void
}

export interface TemplatesDocument {
  list: Template[]
  /** Sandbox accounts that were given their first template. */
  started: string[]
  industries: Industries[]
}

export const MAX_TEMPLATES = 25

export function createTemplates({ clock, random }: { clock: WorldClock; random: Random }): Templates {
  let list: Template[] = []
  let started: string[] = []
  const industries = new Map<string, Industries>()

  /** On the real test account one writes it in the console; here it is there at once. */
  function of({ appid, kind }: AccountRecord): Template[] {
    if (kind === 'sandbox' && !started.includes(appid)) {
      started.push(appid)
      list.push(firstTemplate(appid))
    }
    return list.filter((template) => template.appid === appid)
  }

  return {
    of,
    find: (account, id) => of(account).find((template) => template.id === id),
    add(given) {
      const template = { id: random.text(43, ID_ALPHABET), ...given }
      list.push(template)
      return template
    },
    remove(template) {
      list = list.filter((other) => other !== template)
    },
    industriesOf: (appid) => industries.get(appid),
    setIndustries: (appid, primary, secondary) =>
      void industries.set(appid, { appid, primary, secondary, changedAt: clock.now() }),
    export: () => ({ list, started, industries: [...industries.values()] }),
    import(saved) {
      list = saved.list
      started = saved.started
      industries.clear()
      for (const entry of saved.industries) industries.set(entry.appid, entry)
    },
  }
}

function firstTemplate(appid: string): Template {
  return {
    // Of the AppID: programs keep it.
    id: hash('sha256', `${appid} template`, 'base64url'),
    appid,
    title: '测试通知',
    primaryIndustry: '',
    deputyIndustry: '',
    content: '{{first.DATA}}\n内容：{{keyword1.DATA}}\n时间：{{keyword2.DATA}}\n{{remark.DATA}}',
    example: '',
    isOwn: true,
  }
}

export const templatesCheck = object<TemplatesDocument>({
  list: array(
    object<Template>({
      id: string({ min: 1 }),
      appid: string(),
      title: string(),
      primaryIndustry: string(),
      deputyIndustry: string(),
      content: string(),
      example: string(),
      isOwn: boolean,
    }),
  ),
  started: array(string()),
  industries: array(
    object<Industries>({
      appid: string(),
      primary: integer(1, 41),
      secondary: integer(1, 41),
      changedAt: number(),
    }),
  ),
})
