/**
 * openapi.json: the Official Account API as an OpenAPI 3.1 document, for users of any language. What OpenAPI has no
 * word for stands in extensions: `x-accounts`, `x-daily-quota`, `x-errcodes`, `x-max-bytes`.
 */
import { readFileSync } from 'node:fs'
import type { JsonObject } from '../json.ts'
import type { Contract, Group } from '../model.ts'
import { allEndpoints } from '../model.ts'
import { toOperation } from './operation.ts'
import { collectModels } from './schema.ts'

const MANIFEST = new URL('../../package.json', import.meta.url)
const API_HOST = 'api.weixin.qq.com'

export function emitOpenApi(contract: Contract): string {
  return `${JSON.stringify(toDocument(contract), null, 1)}\n`
}

function toDocument(contract: Contract): JsonObject {
  const paths: { [path: string]: JsonObject } = {}
  for (const { group, endpoints } of contract.groups) {
    for (const endpoint of endpoints) {
      const operation = toOperation(endpoint, group)
      const servers = endpoint.host === API_HOST ? {} : { servers: [{ url: `https://${endpoint.host}` }] }
      paths[endpoint.path] = {
        ...paths[endpoint.path],
        [endpoint.method.toLowerCase()]: { ...operation, ...servers },
      }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '微信公众号接口 · WeChat Official Account API',
      version: versionOf(MANIFEST),
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `https://${API_HOST}` }],
    tags: contract.groups.map((group) => toTag(group)),
    paths,
    components: {
      securitySchemes: {
        access_token: {
          type: 'apiKey',
          in: 'query',
          name: 'access_token',
          description: '接口调用凭据，见 token.stable · the account’s token, see token.stable',
        },
      },
      schemas: { Result: RESULT, ...collectModels(allEndpoints(contract)) },
    },
  }
}

const DESCRIPTION = `Every call that an Official Account (公众号) makes to WeChat's servers, described by the Yingwu project from public
knowledge; not a document of Tencent's.

- HTTP status is 200 for success and for errors alike: an answer with an \`errcode\` other than 0 is an error.
- The service does not check the Content-Type of requests; JSON must be UTF-8 without \\\\uXXXX escapes.
- Numbers beyond 2^53 (\`format: int64\`) lose digits in JavaScript and others: read them as text.`

/** What every failure looks like, and many a success. */
const RESULT: JsonObject = {
  type: 'object',
  properties: {
    errcode: { type: 'integer', description: '返回码, 0 for success' },
    errmsg: { type: 'string', description: 'Text with decorations that change; match on errcode alone' },
  },
  required: ['errcode', 'errmsg'],
}

function toTag({ group, title, titleZh, notes }: Group): JsonObject {
  return {
    name: group,
    description: [`${titleZh} · ${title}`, ...notes.map((note) => `- ${note}`)].join('\n'),
  }
}

function versionOf(manifest: URL): string {
  const found = /"version": "([^"]+)"/.exec(readFileSync(manifest, 'utf8'))?.[1]
  if (found === undefined) throw new Error('packages/protocol/package.json has no version')
  return found
}
