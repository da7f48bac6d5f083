/** Which call is emulated by what. A call of the contract that is missing here answers "not emulated yet". */
import type { EndpointId } from '@yingwu/protocol/contract'
import type { Handler, OpenHandler } from './call.ts'
import { sendCustomMessage, setTyping } from './custom-message.ts'
import { addAgent, deleteAgent, listAgents, listOnlineAgents, updateAgent, uploadAgentAvatar } from './kf.ts'
import { getHdVoice, getMedia, uploadMedia } from './media.ts'
import { createMenu, deleteMenu, getCurrentMenu, getMenu } from './menu.ts'
import { createQrCode, showQrCode } from './qrcode.ts'
import { checkToken, exchangeCode, getUserInfo, refreshToken } from './sns.ts'
import { checkCallback, getStableToken, getTicket, getToken, listAddresses } from './token.ts'
import { getUser, getUsers, listUsers, setRemark } from './user.ts'

/** With an access_token, for the account that it belongs to. */
export const HANDLERS: { readonly [Id in EndpointId]?: Handler } = {
  'ip.callback': listAddresses,
  'ip.api': listAddresses,
  'callback.check': checkCallback,
  'ticket.get': getTicket,
  'message.customSend': sendCustomMessage,
  'message.customTyping': setTyping,
  'kf.list': listAgents,
  'kf.onlineList': listOnlineAgents,
  'kf.accountAdd': addAgent,
  'kf.accountUpdate': updateAgent,
  'kf.accountDelete': deleteAgent,
  'kf.accountUploadAvatar': uploadAgentAvatar,
  'media.upload': uploadMedia,
  'media.get': getMedia,
  'media.getHdVoice': getHdVoice,
  'menu.create': createMenu,
  'menu.get': getMenu,
  'menu.delete': deleteMenu,
  'menu.currentSelfMenu': getCurrentMenu,
  'user.info': getUser,
  'user.batchInfo': getUsers,
  'user.list': listUsers,
  'user.updateRemark': setRemark,
  'qrcode.create': createQrCode,
}

/** With a secret, a user's token, or nothing. */
export const OPEN_HANDLERS: { readonly [Id in EndpointId]?: OpenHandler } = {
  'token.get': getToken,
  'token.stable': getStableToken,
  'oauth.accessToken': exchangeCode,
  'oauth.refreshToken': refreshToken,
  'oauth.userInfo': getUserInfo,
  'oauth.check': checkToken,
  'qrcode.show': showQrCode,
}
