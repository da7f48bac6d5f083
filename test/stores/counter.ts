/** Adds one so many times: a process of its own for the test of stores. */
import { openStore, type StoreKind } from '../support/stores.ts'

const [kind = '', place = '', key = '', times = ''] = process.argv.slice(2)
if (!isKind(kind)) throw new Error(`unknown store ${kind}`)
await using opened = openStore(kind, place)
const { store } = opened

for (let done = 0; done < Number(times); ) {
  const old = await store.get(key)
  const next = String(Number(old?.value ?? 0) + 1)
  if (await store.put(key, next, { ttlMs: 600_000, if: old ? { value: old.value } : 'absent' })) done += 1
}

function isKind(text: string): text is StoreKind {
  return ['file', 'sqlite', 'postgres', 'redis'].includes(text)
}
