/** The plan of a callback, where it asks for one. */
import type { CallbackOptions } from '../callback/options.ts'
import { systemClock } from '../clock.ts'
import { systemRandom } from '../random.ts'
import { memoryClaims } from '../run/claims.ts'
import { patientStore } from '../run/patient-store.ts'
import { sharedClaims } from '../run/shared-claims.ts'
import { memoryStore } from '../stores/memory.ts'
import { createAbility } from './ability.ts'
import { createAllowance } from './allowance.ts'
import { createKept } from './kept.ts'
import { toSettings } from './options.ts'
import { createPlan, type Plan } from './plan.ts'
import { createPusher } from './pusher.ts'

/** undefined: neither `store` nor `delivery` nor `kind` was given, and the quick way of `callback/run-once.ts` is enough. */
export function planOf(options: CallbackOptions): Plan | undefined {
  const { bot, api, apology, appId, kind, delivery, store, observer = {} } = options
  const { clock = systemClock, random = systemRandom } = options
  const isPlanned = kind !== undefined || delivery !== undefined
  if (!isPlanned && store === undefined) return undefined

  const settings = toSettings(delivery)
  const shared = store === undefined ? memoryStore({ clock }) : patientStore(store, clock)
  const push = delivery?.push ?? (kind === undefined ? isPlanned && 'ask' : undefined)
  const ability = createAbility({ push, kind, api, clock })
  const allowance = createAllowance({ store: shared, appId, table: settings.allowance, clock })
  const onStoreError = (error: unknown) => observer.storeFailed?.({ error })
  return createPlan({
    bot,
    api,
    apology,
    clock,
    settings,
    observer,
    ability,
    pusher: createPusher({ api, ability, allowance, clock, pushBytes: settings.textBytes.push }),
    claims:
      store === undefined
        ? memoryClaims(() => clock.now())
        : sharedClaims({ store: shared, appId, clock, random, onStoreError }),
    kept: isPlanned ? createKept(shared, appId) : undefined,
  })
}
