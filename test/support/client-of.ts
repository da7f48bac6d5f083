import type { Simulator } from '@yingwu/simulator'
import { type Clock, createClient } from 'yingwu'

/** A client of a simulator in the same process: no sockets, and one clock for both. */
export function clientOf(simulator: Simulator, clock: Clock) {
  const { appid: appId, secret: appSecret } = simulator.account()
  return createClient({
    appId,
    appSecret,
    apiUrl: simulator.url,
    clock,
    fetch: (input, init) => simulator.fetch(new Request(input, init)),
  })
}
