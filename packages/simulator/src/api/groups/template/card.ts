/** What template messages, notifications and one-time messages share: the data, the target of a tap, the delivery. */
import { DELIVERY_MS } from '../../../sends/deliver-template.ts'
import { type FieldValue, type Filling, fillIn } from '../../../sends/template-card.ts'
import type { TemplateCard } from '../../../world/messages.ts'
import type { TemplateMessage } from '../../../world/template-messages.ts'
import { ApiError } from '../../answer.ts'
import { type ApiCall, record, text } from '../../call.ts'

const COLOR = /^#[0-9A-Fa-f]{6}$/
const MINI_PROGRAM = /^wx[0-9a-f]{16}$/
const MAX_PATH = 1024

/** @throws ApiError 47003 that names the field */
export function cardOf({ body }: ApiCall, filling: Filling & { title: string }, url: string): TemplateCard {
  if (Object.keys(record(body, 'data')).length === 0) throw new ApiError(47001)
  const filled = fillIn(filling, dataOf(body))
  if ('refused' in filled) throw invalidValue(filled.refused)
  return { type: 'template', title: filling.title, rows: filled.rows, url, miniprogram: miniProgramOf(body) }
}

export function invalidValue(field: string): ApiError {
  return new ApiError(47003, `argument invalid! data.${field}.value invalid`)
}

export function dataOf(body: ApiCall['body']): Map<string, FieldValue> {
  const data = record(body, 'data')
  return new Map(
    Object.keys(data).map((name) => {
      const given = record(data, name)
      const color = text(given, 'color')
      return [name, { value: text(given, 'value'), color: COLOR.test(color) ? color : '' }]
    }),
  )
}

export function miniProgramOf(body: ApiCall['body']): TemplateCard['miniprogram'] {
  const given = record(body, 'miniprogram')
  const appid = text(given, 'appid')
  // Old senders have an empty member where there is no mini program.
  if (appid === '' && text(given, 'pagepath') === '') return null
  if (!MINI_PROGRAM.test(appid)) throw new ApiError(40166)
  const pagepath = text(given, 'pagepath') || text(given, 'page')
  if (pagepath.length > MAX_PATH) throw new ApiError(40165)
  return { appid, pagepath }
}

/** Accepts a message: it arrives a moment later. Gives its id. */
export function dispatch(
  { world, account, id: callId }: ApiCall,
  message: Pick<TemplateMessage, 'kind' | 'openid' | 'templateId' | 'card'> & { clientMsgId?: string },
): string {
  const { msgId } = world.templateMessages.add({
    msgId: world.nextMsgId(),
    appid: account.appid,
    clientMsgId: '',
    callId,
    ...message,
  })
  const at = world.clock.now() + DELIVERY_MS
  world.jobs.schedule({ type: 'templateMessage', appid: account.appid, id: msgId, at })
  return msgId
}
