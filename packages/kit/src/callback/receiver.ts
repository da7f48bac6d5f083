import { createCipher, type Receiver } from '@yingwu/protocol'
import { ConfigError } from '../errors.ts'
import type { CallbackOptions } from './options.ts'

/** What the account's configuration means for verifying and decrypting. @throws ConfigError, ProtocolError -40004 */
export function toReceiver(options: CallbackOptions): Receiver {
  const { appId, token, encodingAESKey, previousEncodingAESKey } = options
  const mode = options.mode ?? (encodingAESKey === undefined ? 'plain' : 'safe')
  if (!/^[A-Za-z0-9]{3,32}$/.test(token)) {
    throw new ConfigError({
      zh: 'createCallback：token（令牌）应为 3 到 32 个字母或数字，与后台所填一致',
      en: 'createCallback: token must be 3 to 32 letters and digits, the same as in the console',
    })
  }
  if (appId === '')
    throw new ConfigError({ zh: 'createCallback：appId 是空的', en: 'createCallback: appId is empty' })
  if (mode === 'plain') return { token, mode, ciphers: [] }
  if (encodingAESKey === undefined) {
    throw new ConfigError({
      zh: `createCallback：${mode} 模式需要 encodingAESKey（消息加解密密钥，43 个字符）`,
      en: `createCallback: ${mode} mode needs encodingAESKey, the 43 characters from the console`,
    })
  }
  const keys =
    previousEncodingAESKey === undefined ? [encodingAESKey] : [encodingAESKey, previousEncodingAESKey]
  return { token, mode, ciphers: keys.map((key) => createCipher({ appId, encodingAESKey: key })) }
}
