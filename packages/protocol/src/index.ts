/**
 * The wire contract of WeChat Official Accounts: what both sides of the conversation share. Pure functions and data;
 * no network, no files, no dependencies. The HTTP API's contract is `@yingwu/protocol/contract`.
 */

// === Accounts
export {
  ACCOUNT_KINDS,
  type AccountKind,
  type DataFormat,
  ENCRYPTION_MODES,
  type EncryptionMode,
  isAccountKind,
} from './accounts.ts'
export { ALLOWANCES, type AllowanceTable, type AllowanceTrigger, triggerOf } from './allowance.ts'

// === Messages, events, replies
export { decodeMessage, decodeReply, fieldsOfKind, kindOf, runKey } from './messages/decode.ts'
export { type Addresses, encodeMessage, encodeReply } from './messages/encode.ts'
export { EVENTS, type EventName, isEventName, officialEventName } from './messages/events.ts'
export type { Field, FieldKind, FieldTable } from './messages/fields.ts'
export { isMessageType, MESSAGES, type MessageType } from './messages/inbound.ts'
export { isReplyType, MAX_TEXT_BYTES, REPLIES, type ReplyType } from './messages/replies.ts'
export type {
  EventOf,
  Message,
  MessageKind,
  MessageOf,
  Reply,
  ReplyOf,
  UnknownMessage,
} from './messages/types.ts'
export { QQ_FACES, splitFaces, type TextPiece } from './faces.ts'

// === Envelopes: signature, encryption, XML and JSON
export {
  isVerified,
  type OpenedPush,
  openPush,
  type PushQuery,
  readBody,
  readReplyEnvelope,
  type Receiver,
  type ReplyEnvelope,
  type SealedPush,
  sealPush,
  sealReply,
  type Stamp,
} from './envelope.ts'
export { type Cipher, createCipher, createEncodingAESKey } from './cipher.ts'
export { sameText, sign } from './signature.ts'
export { parseXml } from './xml/scan.ts'
export { writeXml } from './xml/write.ts'
export { parseWireJson, writeWireJson } from './json.ts'
export {
  isXmlRecord,
  textOf,
  type WireRecord,
  type WireValue,
  type XmlRecord,
  type XmlValue,
} from './wire.ts'
export { PROTOCOL_ERRORS, ProtocolError, type ProtocolErrorCode } from './errors.ts'

// === Web pages inside WeChat
export { type JsSdkInputs, jsSdkString, signJsSdk } from './js-sdk.ts'
