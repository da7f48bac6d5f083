/** The people of one replay: new ones, so that nobody else's chat, allowance or session is touched; and what they see. */
import type { PhoneMessage, Push, Transcript } from '../control/types.ts'
import { Problem } from '../problem.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'

export interface Cast {
  /** By alias. */
  people: ReadonlyMap<string, FanRecord>
  openidOf(alias: string): string
  /** What the account's side has put on this person's phone since it was asked last. */
  take(alias: string): PhoneMessage[]
  /** The same without taking it. */
  peek(alias: string): PhoneMessage[]
  /** Pushes of these people that have ended since it was asked last. */
  ended(): Push[]
  /** Resolves when no push of these people is under way. @throws Problem 409 when the world was reset meanwhile */
  quiet(): Promise<void>
  close(): void
}

export function createCast(world: World, account: AccountRecord, fans: Transcript['fans']): Cast {
  const people = new Map(
    Object.entries(fans).map(([alias, { nickname, follows = false, language }]) => {
      const fan = world.fans.add(account.appid, { nickname, ...(language !== undefined && { language }) })
      if (follows) {
        fan.subscribed = true
        fan.subscribeTime = Math.floor(world.clock.now() / 1000)
        world.fans.touch(fan)
      }
      return [alias, fan]
    }),
  )
  const ours = new Set([...people.values()].map(({ openid }) => openid))
  world.transcripts.engage(ours)
  const taken = new Map<string, number>()
  const running = new Set<number>()
  const over = new Set<number>()
  let ended: Push[] = []
  let wake = () => {}
  const stage = { isGone: false }

  const unsubscribe = world.bus.subscribe(({ name, data }) => {
    if (name === 'snapshot') stage.isGone = true
    else if (name !== 'push' || !ours.has(data.openid)) return
    else note(data)
    wake()
  })

  function note(push: Push) {
    if (push.outcome === null) running.add(push.id)
    else {
      running.delete(push.id)
      if (!over.has(push.id)) ended.push(push)
      over.add(push.id)
    }
  }

  const openidOf = (alias: string) => people.get(alias)?.openid ?? ''
  const peek = (alias: string) =>
    world.messages
      .of(openidOf(alias))
      .filter(({ id, from }) => from !== 'fan' && id > (taken.get(alias) ?? 0))

  return {
    people,
    openidOf,
    peek,
    take(alias) {
      const found = peek(alias)
      taken.set(alias, found.at(-1)?.id ?? taken.get(alias) ?? 0)
      return found
    },
    ended() {
      const found = ended
      ended = []
      return found
    },
    async quiet() {
      while (running.size > 0 && !stage.isGone) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (stage.isGone)
        throw new Problem(409, 'interrupted', 'The simulator was reset while the transcript was told again')
    },
    close: unsubscribe,
  }
}
