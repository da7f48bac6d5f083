/** The OpenAPI 3.1 document of the control API, made from the same declarations as its routes. */
import { VERSION } from '../version.ts'
import type { ControlRoute } from './route.ts'

export const PREFIX = '/_sim/v1'

export function toOpenApi(routes: readonly ControlRoute[]): { [member: string]: unknown } {
  const paths: { [path: string]: { [method: string]: unknown } } = {}
  for (const route of routes) {
    const operations = (paths[`${PREFIX}${route.path}`] ??= {})
    operations[route.method.toLowerCase()] = toOperation(route)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Yingwu simulator: control API', version: VERSION },
    paths,
    components: {
      schemas: {
        Error: {
          type: 'object',
          properties: {
            error: {
              type: 'object',
              properties: { code: { type: 'string' }, message: { type: 'string' } },
              required: ['code', 'message'],
            },
          },
          required: ['error'],
        },
      },
    },
  }
}

function toOperation({ method, path, summary, query, bodySchema }: ControlRoute) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }))
  const type = path === '/events' ? 'text/event-stream' : 'application/json'
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[/{}.]+(\w?)/g, (_all, letter: string) => letter.toUpperCase())}`,
    summary,
    parameters: [...inPath, ...inQuery],
    ...(bodySchema && {
      requestBody: { required: true, content: { 'application/json': { schema: bodySchema } } },
    }),
    responses: {
      200: { description: 'Done', content: { [type]: {} } },
      '4XX': {
        description: 'What was wrong, and what would have been right',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}
