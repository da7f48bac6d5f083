/** Following, unfollowing and scanning a parametric QR code. */
import { ALPHANUMERIC } from '../random.ts'
import { Problem } from '../problem.ts'
import { type Acted, type Hand, NOTHING, report } from './hand.ts'

/** What a code said. */
interface Scanned {
  scene: string
  ticket: string
  isText: boolean
}

/** 关注. Somebody who already follows is taken to have come back: `subscribe` is pushed again. */
export function follow(hand: Hand, scanned?: Scanned): Acted {
  const { world, account, fan } = hand
  if (!fan.subscribed)
    world.statistics.record({
      type: 'follow',
      appid: account.appid,
      openid: fan.openid,
      source: scanned ? 30 : 1,
    })
  fan.subscribed = true
  fan.subscribeTime = Math.floor(world.clock.now() / 1000)
  fan.subscribeScene = scanned ? 'ADD_SCENE_QR_CODE' : 'ADD_SCENE_SEARCH'
  fan.qrScene = scanned?.scene ?? ''
  fan.qrSceneIsText = scanned?.isText ?? false
  world.fans.touch(fan)
  if (!scanned) return report(hand, 'subscribe', { EventKey: '' })
  const EventKey = `qrscene_${scanned.scene}`
  return report(hand, 'subscribe', { EventKey, Ticket: scanned.ticket }, EventKey)
}

/** 取消关注 */
export function unfollow(hand: Hand): Acted {
  const { world, account, fan } = hand
  if (!fan.subscribed) return NOTHING
  world.statistics.record({ type: 'unfollow', appid: account.appid, openid: fan.openid, source: 0 })
  fan.subscribed = false
  fan.buckets = []
  fan.tagIds = []
  world.fans.touch(fan)
  return report(hand, 'unsubscribe', { EventKey: '' })
}

/** A follower's scan pushes SCAN; anybody else follows by it. Neither happens where the code opens a mini program. */
export function scan(hand: Hand, by: { scene?: string | number; ticket?: string }): Acted {
  const scanned = lookUp(hand, by)
  if (opensMiniProgram(hand, scanned.ticket)) return NOTHING
  if (!hand.fan.subscribed) return follow(hand, scanned)
  return report(hand, 'SCAN', { EventKey: scanned.scene, Ticket: scanned.ticket }, scanned.scene)
}

/** 扫码打开小程序: a published rule takes the scan away from the account. */
function opensMiniProgram({ world, account }: Hand, ticket: string): boolean {
  const code = world.qrCodes.byTicket(ticket)
  return code !== undefined && world.jumpRules.find(account.appid, code.url)?.published === true
}

/** A code nobody has made through the API still scans, so that a bot can be tried without it. */
export function lookUp(
  { world, account }: Hand,
  { scene, ticket }: { scene?: string | number; ticket?: string },
): Scanned {
  if (ticket !== undefined) {
    const code = world.qrCodes.byTicket(ticket)
    if (!code || code.appid !== account.appid)
      throw new Problem(404, 'unknown_ticket', 'No QR code has this ticket; create one with qrcode/create')
    if (world.qrCodes.isExpired(code))
      throw new Problem(409, 'expired_code', 'This QR code has expired; create a new one')
    return { scene: code.scene, ticket, isText: code.isText }
  }
  if (scene === undefined) throw new Problem(400, 'bad_request', 'scan needs a scene or a ticket')
  const known = world.qrCodes.byScene(account.appid, String(scene))
  return {
    scene: String(scene),
    ticket: known?.ticket ?? `gQ${world.random.text(74, ALPHANUMERIC)}==`,
    isText: known?.isText ?? !/^\d+$/.test(String(scene)),
  }
}
