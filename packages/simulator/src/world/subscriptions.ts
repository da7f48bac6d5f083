/** What people allowed an account to send: 订阅通知 by template, 一次性订阅消息 by scene. */
import { hash } from 'node:crypto'
import { array, integer, literal, nullable, object, string } from '../check.ts'
import { ID_ALPHABET, type Random } from '../random.ts'

/** 私有模板 of subscription notifications. */
export interface NoticeTemplate {
  /** `priTmplId` */
  id: string
  appid: string
  tid: number
  title: string
  /** 2 一次性: each consent allows one; 3 长期: a consent lasts. */
  type: 2 | 3
  content: string
  example: string
}

export interface Permission {
  appid: string
  openid: string
  templateId: string
  /** Messages left; null: no end. */
  left: number | null
}

/** Consent to one message, given on the page of 一次性订阅消息. */
export interface OnceConsent {
  appid: string
  openid: string
  scene: string
}

export interface Subscriptions {
  templates(appid: string): NoticeTemplate[]
  template(appid: string, id: string): NoticeTemplate | undefined
  addTemplate(template: Omit<NoticeTemplate, 'id'>): NoticeTemplate
  removeTemplate(template: NoticeTemplate): void
  permissions(appid: string, openid: string): Permission[]
  /** One message more, or from now on as many as there are. */
  accept(openid: string, template: NoticeTemplate): void
  /** 关闭通知: what was allowed is gone. */
  reject(openid: string, template: NoticeTemplate): void
  /** Takes one message; false: none is allowed. */
  spend(openid: string, template: NoticeTemplate): boolean
  allowOnce(consent: OnceConsent): void
  spendOnce(consent: OnceConsent): boolean
  export(): SubscriptionsDocument
  import(saved: SubscriptionsDocument): void
}

export interface SubscriptionsDocument {
  templates: NoticeTemplate[]
  permissions: Permission[]
  once: OnceConsent[]
}

export const MAX_NOTICE_TEMPLATES = 25

/** The one template of one-time messages that an account has; the console shows it, here it follows from the AppID. */
export function onceTemplateId(appid: string): string {
  return hash('sha256', `${appid} subscribemsg`, 'base64url')
}

export function createSubscriptions({ random }: { random: Random }): Subscriptions {
  let templates: NoticeTemplate[] = []
  let permissions: Permission[] = []
  let once: OnceConsent[] = []

  const permission = (openid: string, { appid, id }: NoticeTemplate) =>
    permissions.find((one) => one.appid === appid && one.openid === openid && one.templateId === id)

  return {
    templates: (appid) => templates.filter((template) => template.appid === appid),
    template: (appid, id) => templates.find((template) => template.appid === appid && template.id === id),
    addTemplate(given) {
      const template = { id: random.text(43, ID_ALPHABET), ...given }
      templates.push(template)
      return template
    },
    removeTemplate(template) {
      templates = templates.filter((other) => other !== template)
      permissions = permissions.filter(({ templateId }) => templateId !== template.id)
    },
    permissions: (appid, openid) => permissions.filter((one) => one.appid === appid && one.openid === openid),
    accept(openid, template) {
      const known = permission(openid, template)
      if (known) {
        if (known.left !== null) known.left += 1
        return
      }
      const { appid, id, type } = template
      permissions.push({ appid, openid, templateId: id, left: type === 3 ? null : 1 })
    },
    reject(openid, template) {
      const known = permission(openid, template)
      permissions = permissions.filter((one) => one !== known)
    },
    spend(openid, template) {
      const known = permission(openid, template)
      if (!known || known.left === 0) return false
      if (known.left !== null) known.left -= 1
      return true
    },
    allowOnce: (consent) => void once.push(consent),
    spendOnce(wanted) {
      const found = once.find(
        ({ appid, openid, scene }) =>
          appid === wanted.appid && openid === wanted.openid && scene === wanted.scene,
      )
      once = once.filter((consent) => consent !== found)
      return found !== undefined
    },
    export: () => ({ templates, permissions, once }),
    import(saved) {
      templates = saved.templates
      permissions = saved.permissions
      once = saved.once
    },
  }
}

export const subscriptionsCheck = object<SubscriptionsDocument>({
  templates: array(
    object<NoticeTemplate>({
      id: string({ min: 1 }),
      appid: string(),
      tid: integer(),
      title: string(),
      type: literal(2, 3),
      content: string(),
      example: string(),
    }),
  ),
  permissions: array(
    object<Permission>({
      appid: string(),
      openid: string(),
      templateId: string(),
      left: nullable(integer()),
    }),
  ),
  once: array(object<OnceConsent>({ appid: string(), openid: string(), scene: string() })),
})
