/** What the call log keeps of a call: enough to see what went wrong, and no secret. */
import type { Call } from '../control/types.ts'
import { hideInBody, hideInQuery } from '../world/calls.ts'
import { FileAnswer } from './answer.ts'
import type { Answer } from './call.ts'
import type { ApiReply } from './reply.ts'
import { type ApiRequest, toText } from './request-body.ts'

const KEPT_CHARACTERS = 64 * 1024

type Logged = Pick<
  Call,
  'method' | 'path' | 'clientIp' | 'query' | 'requestBody' | 'status' | 'errcode' | 'responseBody'
>

export function toLogged(request: ApiRequest, given: Answer, reply: ApiReply): Logged {
  const { method, path, query, address } = request
  const isFile = given instanceof FileAnswer
  return {
    method,
    path,
    clientIp: address,
    query: hideInQuery(query),
    requestBody: requestBody(request),
    status: reply.status,
    errcode: !isFile && typeof given['errcode'] === 'number' ? given['errcode'] : 0,
    responseBody:
      typeof reply.body === 'string' && !isFile
        ? keep(reply.body)
        : `(${reply.headers['Content-Type'] ?? 'empty'}, ${reply.body.length} bytes)`,
  }
}

function requestBody({ contentType, body }: ApiRequest): string {
  if (body.length === 0) return ''
  return /^multipart\//i.test(contentType) ? `(multipart, ${body.length} bytes)` : keep(toText(body))
}

function keep(text: string): string {
  return hideInBody(text).slice(0, KEPT_CHARACTERS)
}
