/** One call as an operation of OpenAPI. */
import { endpointDoc } from '../docs.ts'
import { type JsonObject, toJson } from '../json.ts'
import type { Endpoint, Field } from '../model.ts'
import { toObject, toSchema } from './schema.ts'

export function toOperation(endpoint: Endpoint, group: string): JsonObject {
  const [, ...description] = endpointDoc(endpoint).filter((line) => !line.startsWith('@'))
  return {
    operationId: endpoint.id,
    tags: [group],
    summary: `${endpoint.titleZh} · ${endpoint.title}`,
    description: description.join('\n').trim(),
    ...(endpoint.deprecated && { deprecated: true }),
    security: endpoint.auth === 'access_token' ? [{ access_token: [] }] : [],
    parameters: endpoint.query.map((field) => toParameter(field)),
    ...requestBody(endpoint),
    responses: { [endpoint.responseKind === 'redirect' ? '302' : '200']: toResponse(endpoint) },
    'x-accounts': endpoint.accounts,
    'x-daily-quota': endpoint.dailyQuota,
    'x-errcodes': endpoint.errcodes.map(({ code, errmsg, note }) => ({
      code,
      ...(errmsg !== undefined && { errmsg }),
      ...(note !== undefined && { note }),
    })),
  }
}

function toParameter(field: Field): JsonObject {
  const { description, deprecated, ...schema } = toSchema(field)
  return {
    name: field.name,
    in: 'query',
    required: field.required === true,
    ...(description !== undefined && { description }),
    ...(deprecated !== undefined && { deprecated }),
    schema,
  }
}

function requestBody({ body, request, exampleRequest }: Endpoint): JsonObject {
  if (body === 'none') return {}
  const type = { json: 'application/json', multipart: 'multipart/form-data', raw: 'text/plain' }[body] ?? ''
  const [only] = request
  const schema = body === 'raw' && only ? toSchema(only) : toObject(request)
  const example = body === 'json' ? { example: toJson(exampleRequest['body'] ?? {}) } : {}
  const required = request.some((field) => field.required === true)
  return { requestBody: { required, content: { [type]: { schema, ...example } } } }
}

function toResponse({ responseKind, response, exampleResponse }: Endpoint): JsonObject {
  if (responseKind === 'redirect') return { description: '转到下一页 · on to the next page' }
  const json = {
    schema: { anyOf: [toObject(response), { $ref: '#/components/schemas/Result' }] },
    ...(exampleResponse['body'] !== undefined && { example: toJson(exampleResponse['body']) }),
  }
  const file = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } }
  return {
    description: '成功或返回码 · success, or an errcode',
    content: {
      ...(responseKind !== 'json' && { '*/*': file }),
      'application/json':
        responseKind === 'binary' ? { schema: { $ref: '#/components/schemas/Result' } } : json,
    },
  }
}
