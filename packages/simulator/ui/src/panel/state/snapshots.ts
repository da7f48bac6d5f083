/** 快照: states of the simulator kept by this page, until it is closed. */
import type { StateDocument } from '../../../../src/control/types.ts'
import { createStore } from '../../parts/store.ts'

export interface Snapshot {
  id: number
  name: string
  /** Of this computer. */
  at: number
  bytes: number
  document: StateDocument
}

/** Each holds everything; a page is no archive. */
const MOST = 12

export const snapshots = createStore<readonly Snapshot[]>([])

let lastId = 0

export function keepSnapshot(name: string, document: StateDocument): void {
  lastId += 1
  const bytes = new TextEncoder().encode(JSON.stringify(document)).length
  const snapshot = { id: lastId, name, at: Date.now(), bytes, document }
  snapshots.update((list) => [snapshot, ...list].slice(0, MOST))
}

export function dropSnapshot(id: number): void {
  snapshots.update((list) => list.filter((snapshot) => snapshot.id !== id))
}

/** 18 KB, 2.1 MB */
export function toSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`
}
