/** Taps on the custom menu: each kind of button with its own event, some followed by messages. */
import { hash } from 'node:crypto'
import type { Action, MenuButton } from '../control/types.ts'
import { Problem } from '../problem.ts'
import { menuOf } from '../world/match-menu.ts'
import { type Acted, type Hand, report, strangerNotice, together } from './hand.ts'
import { deliverMaterial } from './material.ts'
import { sendLocation, sendPicture } from './messages.ts'
import { samplePicture } from './samples.ts'

type Tap = Extract<Action, { type: 'menu' }>

export async function tapMenu(hand: Hand, tap: Tap): Promise<Acted> {
  if (!hand.fan.subscribed) return { pushes: [], messages: [strangerNotice(hand)] }
  const seen = menuOf(hand.account, hand.fan)
  const found = findButton(seen?.button ?? [], tap)
  const button = found ?? toOldButton(seen?.button ?? [], tap)
  // Of a conditional menu alone: it tells the account whose rule was met.
  const menu = found && seen?.menuid ? { MenuId: seen.menuid } : {}
  const { type = 'click', key = '', url = '' } = button
  switch (type) {
    case 'click':
      return report(hand, 'CLICK', { EventKey: key }, key)
    case 'view':
      return { ...report(hand, 'VIEW', { EventKey: url, ...menu }, url), open: url }
    case 'miniprogram':
      return report(
        hand,
        'view_miniprogram',
        { EventKey: button.pagepath ?? '', ...menu },
        button.pagepath ?? '',
      )
    case 'scancode_push':
    case 'scancode_waitmsg': {
      const ScanResult = tap.scanResult ?? 'https://example.com/q/1'
      return report(
        hand,
        type,
        { EventKey: key, ScanCodeInfo: { ScanType: 'qrcode', ScanResult } },
        ScanResult,
      )
    }
    case 'pic_sysphoto':
    case 'pic_photo_or_album':
    case 'pic_weixin':
      return takePictures(hand, type, key, tap.pictures ?? 1)
    case 'location_select':
      return chooseLocation(hand, key, tap)
    default:
      // media_id, view_limited and article buttons.
      return deliverMaterial(hand, button)
  }
}

/** The button that fits all that is given: several may lead to one address. */
function findButton(menu: readonly MenuButton[], { key, url, name }: Tap): MenuButton | undefined {
  if (key === undefined && url === undefined && name === undefined) return undefined
  return withChildren(menu).find(
    (button) =>
      !button.sub_button?.length &&
      (key === undefined || button.key === key) &&
      (url === undefined || button.url === url) &&
      (name === undefined || button.name === name),
  )
}

/**
 * A key or address that no button has is tapped all the same: phones keep an old menu for up to 24 hours, so that
 * receivers do see such events.
 */
function toOldButton(menu: readonly MenuButton[], tap: Tap): MenuButton {
  if (tap.key !== undefined) return { type: 'click', name: '', key: tap.key }
  if (tap.url !== undefined) return { type: 'view', name: '', url: tap.url }
  const names = withChildren(menu)
    .map(({ name }) => name)
    .join(', ')
  if (tap.name === undefined)
    throw new Problem(400, 'bad_request', 'menu needs the key, url or name of a button')
  throw new Problem(404, 'unknown_button', `No such button; the menu has ${names === '' ? 'none' : names}`)
}

function withChildren(menu: readonly MenuButton[]): MenuButton[] {
  return menu.flatMap((button) => [button, ...(button.sub_button ?? [])])
}

async function takePictures(hand: Hand, Event: string, EventKey: string, count: number): Promise<Acted> {
  const bytes = samplePicture()
  const item = Array.from({ length: count }, () => ({ PicMd5Sum: hash('md5', bytes) }))
  const event = report(hand, Event, { EventKey, SendPicsInfo: { Count: count, PicList: { item } } }, EventKey)
  const pictures = await Promise.all(item.map(() => sendPicture(hand, {})))
  return together(event, ...pictures)
}

function chooseLocation(hand: Hand, EventKey: string, tap: Tap): Acted {
  const { latitude = 39.908722, longitude = 116.397499, label = '北京市东城区示例路1号' } = tap
  const SendLocationInfo = {
    Location_X: String(latitude),
    Location_Y: String(longitude),
    Scale: '16',
    Label: label,
    Poiname: '',
  }
  return together(
    report(hand, 'location_select', { EventKey, SendLocationInfo }, label),
    sendLocation(hand, { latitude, longitude, label }),
  )
}
