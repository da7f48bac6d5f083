/** Which call is emulated by what. A call of the contract that is missing here answers "not emulated yet". */
import type { Handlers, OpenHandlers } from './call.ts'
import { AI } from './groups/ai.ts'
import { AUTOREPLY } from './groups/autoreply.ts'
import { COMMENT } from './groups/comment.ts'
import { CUSTOM_MESSAGE } from './groups/custom-message.ts'
import { DATACUBE } from './groups/datacube.ts'
import { DRAFT } from './groups/draft.ts'
import { FREEPUBLISH } from './groups/freepublish.ts'
import { GROUPS_LEGACY } from './groups/groups-legacy.ts'
import { KF } from './groups/kf.ts'
import { MASS } from './groups/mass.ts'
import { MASS_UPLOADS } from './groups/mass-uploads.ts'
import { MATERIAL } from './groups/material.ts'
import { MEDIA } from './groups/media.ts'
import { MENU } from './groups/menu.ts'
import { OPEN_OPENAPI, OPENAPI } from './groups/openapi.ts'
import { QRCODE, OPEN_QRCODE } from './groups/qrcode.ts'
import { OPEN_SNS } from './groups/sns.ts'
import { SUBSCRIBE_NOTIFY } from './groups/subscribe-notify.ts'
import { TAGS } from './groups/tags.ts'
import { TEMPLATE } from './groups/template.ts'
import { TOKEN, OPEN_TOKEN } from './groups/token.ts'
import { USER } from './groups/user.ts'

/** With an access_token, for the account that it belongs to. */
export const HANDLERS: Handlers = {
  ...AI,
  ...AUTOREPLY,
  ...COMMENT,
  ...CUSTOM_MESSAGE,
  ...DATACUBE,
  ...DRAFT,
  ...FREEPUBLISH,
  ...GROUPS_LEGACY,
  ...KF,
  ...MASS,
  ...MASS_UPLOADS,
  ...MATERIAL,
  ...MEDIA,
  ...MENU,
  ...OPENAPI,
  ...QRCODE,
  ...SUBSCRIBE_NOTIFY,
  ...TAGS,
  ...TEMPLATE,
  ...TOKEN,
  ...USER,
}

/** With a secret, a user's token, or nothing. */
export const OPEN_HANDLERS: OpenHandlers = {
  ...OPEN_OPENAPI,
  ...OPEN_QRCODE,
  ...OPEN_SNS,
  ...OPEN_TOKEN,
}
