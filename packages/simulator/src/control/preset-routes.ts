/** Bad days by name: their rules, switches and crowds in one call. */
import { boolean, object, optional } from '../check.ts'
import type { Core } from '../core.ts'
import { generateFollowers } from '../followers/generate.ts'
import { startScript, stopScript } from '../followers/run-script.ts'
import { Problem } from '../problem.ts'
import type { AccountRecord } from '../world/accounts.ts'
import { DEFAULT_SWITCHES } from './default-switches.ts'
import { FAULT_PRESETS } from './fault-presets.ts'
import { type ControlRoute, route } from './route.ts'
import type {
  AccountSwitches,
  FaultPresetChange,
  FaultPresetName,
  FaultPresetState,
  FaultRule,
} from './types.ts'

const changeCheck = object<FaultPresetChange>({ on: boolean, traffic: optional(boolean) })

export const presetRoutes: ControlRoute[] = [
  route('GET', '/fault-presets', {
    summary: 'Bad days, ready to switch on: rules, switches and traffic of each',
    answer: ({ core }): FaultPresetState[] =>
      NAMES.map((name) => ({
        name,
        ...FAULT_PRESETS[name],
        on: core.world.faults.all().some((rule) => isOf(rule, name) && rule.enabled),
      })),
  }),
  route('POST', '/accounts/{appid}/fault-presets/{name}', {
    summary: 'Switches a bad day on or off; other fault rules stay as they are',
    body: changeCheck,
    answer: async ({ core, params, body }) => {
      const name = NAMES.find((known) => known === params['name'])
      if (!name) throw new Problem(404, 'unknown_preset', `No such preset; there are ${NAMES.join(', ')}`)
      const account = core.account(params['appid'])
      if (body.on) await switchOn(core, account, name, body.traffic !== false)
      else switchOff(core, account, name)
      return core.world.faults.all()
    },
  }),
]

const NAMES = Object.keys(FAULT_PRESETS).filter(isPresetName)

async function switchOn(core: Core, account: AccountRecord, name: FaultPresetName, withTraffic: boolean) {
  const { rules, switches, traffic } = FAULT_PRESETS[name]
  const { faults } = core.world
  const others = faults.all().filter((rule) => !isOf(rule, name))
  faults.set([
    ...others,
    ...rules.map((rule, index) => ({ ...rule, id: `${name}-${index + 1}`, enabled: true })),
  ])
  if (switches) core.patch(account, { switches })
  stopCrowd(core, name)
  if (!traffic || !withTraffic) return
  const { appid } = account
  const { count } = traffic.who
  if (core.world.fans.of(appid).length < count) await generateFollowers(core, { appid, count })
  startScript(core, { ...traffic, appid, name })
}

function switchOff(core: Core, account: AccountRecord, name: FaultPresetName) {
  const { faults } = core.world
  faults.set(faults.all().filter((rule) => !isOf(rule, name)))
  const { switches } = FAULT_PRESETS[name]
  if (switches) core.patch(account, { switches: toDefaults(switches) })
  stopCrowd(core, name)
}

/** A second press must not send a second one. */
function stopCrowd(core: Core, name: FaultPresetName) {
  for (const { id, state, script } of core.world.scripts.all())
    if (state === 'running' && script.name === name) stopScript(core, id)
}

function toDefaults(switches: Partial<AccountSwitches>): Partial<AccountSwitches> {
  return Object.fromEntries(Object.entries(DEFAULT_SWITCHES).filter(([name]) => name in switches))
}

function isPresetName(name: string): name is FaultPresetName {
  return Object.hasOwn(FAULT_PRESETS, name)
}

function isOf({ id }: FaultRule, name: FaultPresetName): boolean {
  return id.startsWith(`${name}-`)
}
