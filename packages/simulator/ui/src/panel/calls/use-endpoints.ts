import { useSyncExternalStore } from 'react'
import type { EndpointInfo } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { createStore } from '../../parts/store.ts'

type Endpoints = ReadonlyMap<string, EndpointInfo>

const NONE: Endpoints = new Map()
const store = createStore<Endpoints>(NONE)
let asked = false

/** The calls of the contract by id; empty until they came. They never change while the window is open. */
export function useEndpoints(): Endpoints {
  return useSyncExternalStore(subscribe, store.get)
}

function subscribe(listener: () => void): () => void {
  if (!asked) {
    asked = true
    api.endpoints().then(
      (list) => store.update(() => new Map(list.map((endpoint) => [endpoint.id, endpoint]))),
      // Titles are a comfort; the next tab that opens asks again.
      () => {
        asked = false
      },
    )
  }
  return store.subscribe(listener)
}
