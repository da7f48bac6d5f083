/** `yingwu call`: one call of WeChat's API, with the typed client's checks and explanations. */
import { type Download, type EndpointId, ENDPOINTS, isEndpointId } from '@yingwu/protocol/contract'
import type { FieldSpec } from '@yingwu/protocol/contract/fields'
import { openClient } from '../account-access.ts'
import type { Input } from '../commands.ts'
import { methodOf } from '../method-of.ts'
import { nearest } from '../nearest.ts'
import { readInput } from '../read-input.ts'
import { type Convert, type Fields, isFields, setFields } from '../set-fields.ts'
import { UsageError } from '../usage-error.ts'

export async function call({ args, options, terminal }: Input): Promise<number> {
  const id = toEndpointId(args[0] ?? '')
  const { FIELDS } = await import('@yingwu/protocol/contract/fields')
  const body = options.get('body')
  const given = body === undefined ? {} : parseBody(await readInput(body, terminal), body)
  const params = setFields(given, options.all('set'), convertBy(FIELDS[id]))
  const output = options.get('output')
  if (ENDPOINTS[id].responseKind === 'binary' && !output)
    throw new UsageError(
      `${id} 下载的是文件，请用 --output 指明存到哪里`,
      `${id} downloads a file: say where with --output`,
    )

  const client = await openClient(terminal, options)
  const result = await methodOf(client.api, id)(params)
  if (!isDownload(result)) {
    terminal.out(JSON.stringify(result, null, options.has('json') ? 0 : 2))
    return 0
  }
  if (!output) {
    await result.stream.cancel()
    throw new UsageError(
      `收到一个文件（${result.contentType}），请用 --output 指明存到哪里`,
      `a file came (${result.contentType}): say where to put it with --output`,
    )
  }
  await result.saveTo(output)
  terminal.out(
    options.has('json')
      ? JSON.stringify({ output, contentType: result.contentType })
      : `${output} ${result.contentType}`,
  )
  return 0
}

/** `user.info`, or the path of the call as the manual has it. @throws UsageError with the nearest names */
function toEndpointId(word: string): EndpointId {
  if (isEndpointId(word)) return word
  const ids = Object.keys(ENDPOINTS)
  const byPath = Object.entries(ENDPOINTS).find(
    ([, { path }]) => path === word || path === `/cgi-bin/${word}`,
  )?.[0]
  if (byPath !== undefined && isEndpointId(byPath)) return byPath
  const guesses = nearest(word, ids, 5)
  const hint = guesses.length > 0 ? guesses : [...new Set(ids.map((id) => `${id.split('.')[0] ?? ''}.…`))]
  throw new UsageError(
    `没有名为 ${word} 的接口：${hint.join('、')}`,
    `no call is named ${word}: ${hint.join(', ')}`,
  )
}

function parseBody(text: string, file: string): Fields {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new UsageError(`${file} 不是 JSON`, `${file} is no JSON`, { cause })
  }
  if (!isFields(value) || Array.isArray(value))
    throw new UsageError(`${file} 应为一个 JSON 对象`, `${file} must be a JSON object`)
  return value
}

/** By the contract: `--set` knows only texts. */
function convertBy(fields: readonly FieldSpec[]): Convert {
  return (text, path) => {
    const field = fieldAt(fields, path)
    switch (field?.type) {
      case 'integer':
      case 'number':
        return /^-?\d{1,15}(\.\d+)?$/.test(text) && field.format !== 'int64' ? Number(text) : text
      case 'boolean':
        return text === 'true' || (text === 'false' ? false : text)
      case 'string[]':
        return text.split(',')
      case 'integer[]':
        return text.split(',').map(Number)
      case 'file':
        return { path: text.replace(/^@/, '') }
      default:
        return text
    }
  }
}

function fieldAt(fields: readonly FieldSpec[], path: readonly string[]): FieldSpec | undefined {
  const [step, ...rest] = path.filter((part) => !/^\d+$/.test(part))
  const field = fields.find(({ name }) => name === step)
  return rest.length === 0 ? field : fieldAt(field?.fields ?? [], rest)
}

function isDownload(value: unknown): value is Download {
  return isFields(value) && typeof value['saveTo'] === 'function'
}
