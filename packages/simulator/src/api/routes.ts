/** Which call of the contract stands behind a path. */
import { ENDPOINTS, type Endpoint, type EndpointId, isEndpointId } from '@yingwu/protocol/contract'
import { LATER_ENDPOINTS } from '@yingwu/protocol/contract/later'

export interface Route {
  id: EndpointId
  endpoint: Endpoint
}

const ROUTES = new Map<string, Route>()
for (const [id, endpoint] of Object.entries(ENDPOINTS)) {
  if (isEndpointId(id) && endpoint.responseKind !== 'redirect') ROUTES.set(endpoint.path, { id, endpoint })
}

/** Calls that are known by name alone: path → id. */
const LATER = new Map<string, string>(Object.entries(LATER_ENDPOINTS).map(([id, { path }]) => [path, id]))

/** `cgi-bin`, `sns`, `customservice` …: any path below them belongs to the API, known or not. */
const FAMILIES = new Set([...ROUTES.keys()].map(familyOf))

export function routeOf(path: string): Route | undefined {
  return ROUTES.get(path)
}

export function laterId(path: string): string | undefined {
  return LATER.get(path)
}

/** Whether a path belongs to the API; pages of the same hosts and our own paths do not. */
export function isApiPath(path: string): boolean {
  if (path.startsWith('/connect/') || path.startsWith('/_sim/')) return false
  return ROUTES.has(path) || LATER.has(path) || FAMILIES.has(familyOf(path))
}

function familyOf(path: string): string {
  const end = path.indexOf('/', 1)
  return end < 0 ? path.slice(1) : path.slice(1, end)
}
