/** Token, key and AppID for what is done without an account's API: from options, else from the environment. */
import { type Cipher, createCipher, ENCRYPTION_MODES, type EncryptionMode } from '@yingwu/protocol'
import type { Options } from './options.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface Credentials {
  token: string | undefined
  appId: string | undefined
  encodingAESKey: string | undefined
  previousKey: string | undefined
}

export function readCredentials({ env }: Terminal, options: Options): Credentials {
  return {
    token: options.get('token') || env['WECHAT_TOKEN'] || undefined,
    appId: options.get('appid') || env['WECHAT_APP_ID'] || undefined,
    encodingAESKey: options.get('key') || env['WECHAT_ENCODING_AES_KEY'] || undefined,
    previousKey: env['WECHAT_PREVIOUS_ENCODING_AES_KEY'] || undefined,
  }
}

/** As given, or `safe` where there is a key, else `plain`. @throws UsageError for an unknown one */
export function readMode(
  { env }: Terminal,
  options: Options,
  { encodingAESKey }: Credentials,
): EncryptionMode {
  const text = options.get('mode') || env['WECHAT_MODE'] || (encodingAESKey === undefined ? 'plain' : 'safe')
  const mode = ENCRYPTION_MODES.find((known) => known === text)
  if (mode === undefined)
    throw new UsageError(
      `--mode 应为 ${ENCRYPTION_MODES.join('、')}`,
      `--mode must be ${ENCRYPTION_MODES.join(', ')}`,
    )
  return mode
}

/** @throws UsageError when key or AppID is missing, or the key is none */
export function cipherOf({ appId, encodingAESKey }: Credentials): Cipher {
  if (encodingAESKey === undefined || appId === undefined)
    throw new UsageError(
      '加密需要 AppID 和 EncodingAESKey：--appid、--key，或 WECHAT_APP_ID、WECHAT_ENCODING_AES_KEY',
      'encryption needs AppID and EncodingAESKey: --appid and --key, or WECHAT_APP_ID and WECHAT_ENCODING_AES_KEY',
    )
  try {
    return createCipher({ appId, encodingAESKey })
  } catch (cause) {
    throw new UsageError(
      'EncodingAESKey 应为 43 个字母或数字',
      'the EncodingAESKey must be 43 letters and digits',
      { cause },
    )
  }
}

/** @throws UsageError when there is none */
export function tokenOf({ token }: Credentials): string {
  if (token === undefined)
    throw new UsageError('需要令牌：--token 或 WECHAT_TOKEN', 'a token is needed: --token or WECHAT_TOKEN')
  return token
}
