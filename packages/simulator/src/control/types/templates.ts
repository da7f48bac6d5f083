/** 模板: what the console would show, and a test account's own. */

/** `GET /_sim/v1/accounts/{appid}/templates`: what the console would show. */
export interface TemplateBook {
  /** 模板消息 */
  templates: { id: string; title: string; content: string }[]
  /** 订阅通知. `type`: 2 一次性, 3 长期. */
  notices: { id: string; title: string; content: string; type: 2 | 3 }[]
  /** The one template of 一次性订阅消息. */
  onceTemplateId: string
}

/** `POST /_sim/v1/accounts/{appid}/templates`: text of a test account's own. */
export interface NewTemplate {
  title: string
  /** With placeholders such as `{{keyword1.DATA}}`. */
  content: string
}
