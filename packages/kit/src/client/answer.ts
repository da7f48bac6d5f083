/** Reads an answer: a result, WeChat's error, or something that WeChat would not say. */
import type { Download } from '@yingwu/protocol/contract'
import { NetworkError } from '../errors.ts'
import { filenameOf, peek, toDownload } from './download.ts'
import { toApiError } from './explain.ts'
import type { FetchAnswer } from './fetch.ts'
import { isJsonRecord, type JsonRecord, parseAnswer } from './json.ts'
import type { Call } from './request.ts'
import type { Scrub } from './secrets.ts'

/**
 * The result of a call.
 *
 * @throws ApiError when WeChat refused; NetworkError when the answer is none of WeChat's
 */
export async function readAnswer(
  call: Call,
  response: FetchAnswer,
  scrub: Scrub,
): Promise<JsonRecord | Download> {
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new NetworkError({
      endpoint: call.id,
      reason: 'status',
      status: response.status,
      explanation: {
        zh: `失败：HTTP ${response.status}，请检查接口地址、代理和网关`,
        en: `failed: HTTP ${response.status}, check the API address, proxies and gateways`,
      },
    })
  }
  if (call.route.responseKind === 'json') return readJson(call, response, await response.text(), scrub)
  return await readFileOrJson(call, response, scrub)
}

/**
 * A file, or the JSON that comes in its place (an error, the link of a video, an article). A JSON content type decides;
 * where the type says nothing, the first byte does.
 */
async function readFileOrJson(
  call: Call,
  response: FetchAnswer,
  scrub: Scrub,
): Promise<JsonRecord | Download> {
  const contentType = response.headers.get('content-type') ?? ''
  if (/json/i.test(contentType)) return readJson(call, response, await response.text(), scrub)
  const isUnclear = contentType === '' || /^(text\/|application\/octet-stream)/i.test(contentType)
  const { first, stream } = await peek(response)
  const download = toDownload(stream, contentType, filenameOf(response.headers.get('content-disposition')))
  if (!isUnclear || first !== 0x7b) return download
  const bytes = await download.bytes()
  const value = tryParse(new TextDecoder().decode(bytes), call)
  if (!isJsonRecord(value)) return toDownload(new Blob([bytes]).stream(), contentType, download.filename)
  return orThrow(call, value, scrub)
}

function readJson(call: Call, response: FetchAnswer, text: string, scrub: Scrub): JsonRecord {
  const value = tryParse(text, call)
  if (isJsonRecord(value)) return orThrow(call, value, scrub)
  const contentType = response.headers.get('content-type') ?? 'no content type'
  throw new NetworkError({
    endpoint: call.id,
    reason: 'answer',
    status: response.status,
    explanation: {
      zh: `失败：应答不是 JSON 对象（${contentType}，${text.length} 个字符），请检查接口地址和代理`,
      en: `failed: the answer is no JSON object (${contentType}, ${text.length} characters), check the API address and proxies`,
    },
  })
}

/** Many calls answer without `errcode` when they succeed. */
function orThrow(call: Call, answer: JsonRecord, scrub: Scrub): JsonRecord {
  const { errcode = 0, errmsg, ...data } = answer
  const code = Number(errcode)
  if (code === 0) return answer
  throw toApiError({
    endpoint: call.id,
    code,
    errmsg: typeof errmsg === 'string' ? scrub(errmsg) : '',
    data: scrubbed(data, scrub),
  })
}

function scrubbed(data: JsonRecord, scrub: Scrub): JsonRecord {
  const clean: unknown = JSON.parse(scrub(JSON.stringify(data)))
  return isJsonRecord(clean) ? clean : {}
}

function tryParse(text: string, call: Call): unknown {
  try {
    return parseAnswer(text, call.route.int64)
  } catch {
    // The parser's message quotes the text, which may be a token: it is not kept.
    return undefined
  }
}
