/** Following, unfollowing and scanning a parametric QR code. */
import { ALPHANUMERIC } from '../random.ts'
import { Problem } from '../problem.ts'
import { type Acted, type Hand, NOTHING, report } from './hand.ts'

/** 关注. Somebody who already follows is taken to have come back: `subscribe` is pushed again. */
export function follow(hand: Hand, scanned?: { scene: string; ticket: string }): Acted {
  const { world, fan } = hand
  fan.subscribed = true
  fan.subscribeTime = Math.floor(world.clock.now() / 1000)
  fan.subscribeScene = scanned ? 'ADD_SCENE_QR_CODE' : 'ADD_SCENE_SEARCH'
  fan.qrScene = scanned?.scene ?? ''
  world.fans.touch(fan)
  if (!scanned) return report(hand, 'subscribe', { EventKey: '' })
  const EventKey = `qrscene_${scanned.scene}`
  return report(hand, 'subscribe', { EventKey, Ticket: scanned.ticket }, EventKey)
}

/** 取消关注 */
export function unfollow(hand: Hand): Acted {
  const { world, fan } = hand
  if (!fan.subscribed) return NOTHING
  fan.subscribed = false
  fan.buckets = []
  world.fans.touch(fan)
  return report(hand, 'unsubscribe', { EventKey: '' })
}

/** A follower's scan pushes SCAN; anybody else follows by it. */
export function scan(hand: Hand, by: { scene?: string | number; ticket?: string }): Acted {
  const scanned = lookUp(hand, by)
  if (!hand.fan.subscribed) return follow(hand, scanned)
  return report(hand, 'SCAN', { EventKey: scanned.scene, Ticket: scanned.ticket }, scanned.scene)
}

/** A code nobody has made through the API still scans, so that a bot can be tried without it. */
export function lookUp(
  { world, account }: Hand,
  { scene, ticket }: { scene?: string | number; ticket?: string },
): { scene: string; ticket: string } {
  if (ticket !== undefined) {
    const code = world.qrCodes.byTicket(ticket)
    if (!code)
      throw new Problem(404, 'unknown_ticket', 'No QR code has this ticket; create one with qrcode/create')
    if (world.qrCodes.isExpired(code))
      throw new Problem(409, 'expired_code', 'This QR code has expired; create a new one')
    return { scene: code.scene, ticket }
  }
  if (scene === undefined) throw new Problem(400, 'bad_request', 'scan needs a scene or a ticket')
  const known = world.qrCodes.byScene(account.appid, String(scene))
  return { scene: String(scene), ticket: known?.ticket ?? `gQ${world.random.text(74, ALPHANUMERIC)}==` }
}
