import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import type { ServerConfig } from './config.ts'

/** Names under which a secret could be logged by mistake, at the top or one level below. */
const SECRET_NAMES = [
  'secret',
  'appSecret',
  'appsecret',
  'token',
  'access_token',
  'refresh_token',
  'encodingAESKey',
  'previousEncodingAESKey',
  'ticket',
  'code',
  'cookie',
  'authorization',
]

/** Structured log, one JSON object a line. The account's secrets are cut out of every text, whoever wrote it there. */
export function createLog(
  config: Pick<
    ServerConfig,
    'logLevel' | 'appSecret' | 'token' | 'encodingAESKey' | 'previousEncodingAESKey'
  >,
  destination?: DestinationStream,
): Logger {
  const secrets = [
    config.appSecret,
    config.token,
    config.encodingAESKey,
    config.previousEncodingAESKey,
  ].filter((secret) => secret !== undefined && secret !== '')
  const scrub = (text: string): string =>
    secrets.reduce<string>((clean, secret) => clean.replaceAll(secret ?? '', '[secret]'), text)

  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
      serializers: { err: stdSerializers.err },
      hooks: { streamWrite: scrub },
    },
    destination ?? process.stdout,
  )
}
