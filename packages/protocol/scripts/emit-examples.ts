/** examples.ts: the example request and answer of every call. */
import { toJson } from './json.ts'
import { allEndpoints, type Contract, type Endpoint } from './model.ts'
import { expression, HEADER, quote } from './text.ts'

export function emitExamples(contract: Contract): string {
  const rows = allEndpoints(contract).map(
    (endpoint) => `  ${quote(endpoint.id)}: ${expression(example(endpoint))},\n`,
  )
  return `${HEADER}
import type { Example } from '../example.ts'
import type { EndpointId } from './types.ts'

/** One request and its answer for every call. The people, ids and addresses in them are made up. */
export const EXAMPLES: Readonly<Record<EndpointId, Example>> = {
${rows.join('')}}
`
}

function example({ exampleRequest, exampleResponse }: Endpoint) {
  return toJson({ request: exampleRequest, response: exampleResponse })
}
