/** `yingwu encode`: a push, written as WeChat writes it. */
import type { Input } from '../commands.ts'
import { cipherOf, readCredentials, readMode, tokenOf } from '../credentials.ts'
import { convertFor, sampleFields, toKind } from '../push-kinds.ts'
import { writePush } from '../sealed-push.ts'
import { setFields } from '../set-fields.ts'
import { UsageError } from '../usage-error.ts'

const SAMPLE_OPENID = 'oYingwuSampleOpenid0000000001'

export async function encode({ args, options, terminal }: Input): Promise<number> {
  const kind = toKind(args[0] ?? '')
  const credentials = readCredentials(terminal, options)
  const mode = readMode(terminal, options, credentials)
  const format = options.get('format') ?? 'xml'
  if (format !== 'xml' && format !== 'json')
    throw new UsageError('--format 应为 xml 或 json', '--format must be xml or json')
  const now = Date.now()
  const { query, body, plain } = writePush({
    kind,
    fields: setFields(sampleFields(kind, now), options.all('set'), convertFor(kind)),
    openid: options.get('openid') ?? SAMPLE_OPENID,
    token: tokenOf(credentials),
    mode,
    cipher: mode === 'plain' ? undefined : cipherOf(credentials),
    format,
    now,
  })
  const target = options.get('url') ?? 'http://127.0.0.1:8000/wechat'
  const url = `${target}${target.includes('?') ? '&' : '?'}${query}`
  const contentType = format === 'xml' ? 'text/xml' : 'application/json'
  if (options.has('json')) terminal.out(JSON.stringify({ kind, url, contentType, body, plain }, null, 2))
  else if (options.has('curl'))
    terminal.out(
      `curl ${quote(url)} -H ${quote(`Content-Type: ${contentType}`)} --data-binary ${quote(body)}`,
    )
  else terminal.out(`POST ${url} HTTP/1.1\nContent-Type: ${contentType}\n\n${body}`)
  return 0
}

/** For POSIX shells. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
