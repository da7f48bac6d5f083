/** The calls of the JS-SDK that the phone carries out. Whatever a page gets, the person has chosen in a sheet. */
import { phoneApi } from '../../api/phone-api.ts'
import type { PageMessage, WxResult } from '../../js-sdk/wire.ts'
import { toBase64 } from '../files.ts'
import type { PhoneScope } from '../phone-context.ts'
import { PhotoSheet } from '../sheets/photo-sheet.tsx'
import { type Place, PlaceSheet } from '../sheets/place-sheet.tsx'
import { ScanSheet } from '../sheets/scan-sheet.tsx'
import { Viewer } from '../sheets/viewer.tsx'
import { ask } from './ask.tsx'
import { isRecord, refusalOf, type Session, textOf } from './messages.ts'
import { OpenedPlace } from './opened-place.tsx'
import { PaySheet } from './pay-sheet.tsx'

export interface Bar {
  /** hideOptionMenu: no ⋯ at all. */
  hasMenu: boolean
  /** hideMenuItems, by WeChat's names. */
  hidden: ReadonlySet<string>
}

export interface Page {
  phone: PhoneScope
  session: Session
  changeBar: (change: (bar: Bar) => Bar) => void
  close: () => void
}

type Call = (page: Page, params: PageMessage['params']) => Promise<WxResult> | WxResult

/** What `hideAllNonBaseMenuItem` hides; 刷新 and the like stay. */
const SPREADING = [
  'menuItem:share:appMessage',
  'menuItem:share:timeline',
  'menuItem:copyUrl',
  'menuItem:openWithQQBrowser',
  'menuItem:openWithSafari',
]

const MOST_PICTURES = 9

const CALLS: { [api: string]: Call } = {
  checkJsApi({ session }, { jsApiList }) {
    const asked = Array.isArray(jsApiList) ? jsApiList.map((name) => textOf(name, 64)) : []
    const checkResult = Object.fromEntries(
      asked.map((name) => [name, isSimulated(name) && refusalOf(session, name) === null]),
    )
    return { errMsg: 'checkJsApi:ok', checkResult }
  },
  updateAppMessageShareData: (page, params) => share(page, 'updateAppMessageShareData', params),
  updateTimelineShareData: (page, params) => share(page, 'updateTimelineShareData', params),
  onMenuShareAppMessage: (page, params) => share(page, 'onMenuShareAppMessage', params),
  onMenuShareTimeline: (page, params) => share(page, 'onMenuShareTimeline', params),
  onMenuShareQQ: (page, params) => share(page, 'onMenuShareQQ', params),
  onMenuShareWeibo: (page, params) => share(page, 'onMenuShareWeibo', params),
  onMenuShareQZone: (page, params) => share(page, 'onMenuShareQZone', params),
  async chooseImage({ phone, session }, { count }) {
    const most = Math.min(Math.max(1, Number(count) || MOST_PICTURES), MOST_PICTURES)
    const chosen = await ask<readonly Blob[]>(phone.cover, (pick) => <PhotoSheet most={most} onPick={pick} />)
    if (!chosen) return { errMsg: 'chooseImage:cancel' }
    return { errMsg: 'chooseImage:ok', sourceType: 'album', files: chosen.map((blob) => keep(session, blob)) }
  },
  previewImage({ phone }, { files, current }) {
    const list: unknown[] = Array.isArray(files) ? files : []
    const shown = list[Number(current)] ?? list[0]
    const url = shown instanceof Blob ? URL.createObjectURL(shown) : toWebAddress(shown)
    if (url === null) return { errMsg: 'previewImage:fail no picture' }
    phone.cover(<Viewer kind="image" url={url} caption={shown instanceof Blob ? '' : url} />)
    return { errMsg: 'previewImage:ok' }
  },
  async uploadImage({ phone, session }, { key }) {
    const blob = session.pictures.get(textOf(key))
    if (!blob) return { errMsg: 'uploadImage:fail invalid localId' }
    const data = await toBase64(blob)
    const { mediaId } = await phoneApi.upload(phone.fan.openid, {
      data,
      contentType: blob.type || 'image/png',
    })
    return { errMsg: 'uploadImage:ok', serverId: mediaId }
  },
  async downloadImage({ session }, { serverId }) {
    const blob = await phoneApi.media(textOf(serverId))
    if (!blob?.type.startsWith('image/')) return { errMsg: 'downloadImage:fail invalid serverId' }
    return { errMsg: 'downloadImage:ok', files: [keep(session, blob)] }
  },
  getNetworkType: () => ({ errMsg: 'getNetworkType:ok', networkType: 'wifi' }),
  async getLocation({ phone }) {
    const place = await ask<Place>(phone.cover, (pick) => <PlaceSheet submit="允许" onPick={pick} />)
    if (!place) return { errMsg: 'getLocation:cancel' }
    const { latitude, longitude } = place
    return { errMsg: 'getLocation:ok', latitude, longitude, speed: 0, accuracy: 65 }
  },
  openLocation({ phone }, { name, address, latitude, longitude }) {
    const [lat, long] = [Number(latitude), Number(longitude)]
    if (!Number.isFinite(lat) || !Number.isFinite(long))
      return { errMsg: 'openLocation:fail latitude and longitude take numbers' }
    phone.cover(<OpenedPlace name={textOf(name)} address={textOf(address)} latitude={lat} longitude={long} />)
    return { errMsg: 'openLocation:ok' }
  },
  async scanQRCode({ phone }) {
    const resultStr = await ask<string>(phone.cover, (pick) => <ScanSheet onScan={pick} />)
    return resultStr === null ? { errMsg: 'scanQRCode:cancel' } : { errMsg: 'scanQRCode:ok', resultStr }
  },
  closeWindow({ close }) {
    close()
    return { errMsg: 'closeWindow:ok' }
  },
  hideOptionMenu: ({ changeBar }) => bar(changeBar, 'hideOptionMenu', (now) => ({ ...now, hasMenu: false })),
  showOptionMenu: ({ changeBar }) => bar(changeBar, 'showOptionMenu', (now) => ({ ...now, hasMenu: true })),
  hideMenuItems: ({ changeBar }, { menuList }) =>
    bar(changeBar, 'hideMenuItems', ({ hidden, ...now }) => ({
      ...now,
      hidden: new Set([...hidden, ...namesOf(menuList)]),
    })),
  showMenuItems: ({ changeBar }, { menuList }) =>
    bar(changeBar, 'showMenuItems', ({ hidden, ...now }) => ({
      ...now,
      hidden: new Set([...hidden].filter((name) => !namesOf(menuList).includes(name))),
    })),
  hideAllNonBaseMenuItem: ({ changeBar }) =>
    bar(changeBar, 'hideAllNonBaseMenuItem', (now) => ({ ...now, hidden: new Set(SPREADING) })),
  showAllNonBaseMenuItem: ({ changeBar }) =>
    bar(changeBar, 'showAllNonBaseMenuItem', (now) => ({ ...now, hidden: new Set() })),
  async chooseWXPay({ phone }) {
    const end = await ask<string>(phone.cover, (pick) => <PaySheet onPick={pick} />)
    return { errMsg: `chooseWXPay:${end ?? 'cancel'}` }
  },
}

export function isSimulated(name: string): boolean {
  return Object.hasOwn(CALLS, name)
}

export async function runCall(page: Page, { api: name, params }: PageMessage): Promise<WxResult> {
  const refused = refusalOf(page.session, name)
  if (refused) return refused
  const call = isSimulated(name) ? CALLS[name] : undefined
  if (!call) return { errMsg: `${name}:fail not simulated` }
  try {
    return await call(page, params)
  } catch (error) {
    return { errMsg: `${name}:fail ${error instanceof Error ? error.message : ''}`.trim() }
  }
}

function share({ session }: Page, name: string, params: PageMessage['params']): WxResult {
  session.shares.set(name, {
    title: textOf(params['title']),
    desc: textOf(params['desc']),
    link: toWebAddress(params['link']) ?? '',
    imgUrl: toWebAddress(params['imgUrl']) ?? '',
  })
  return { errMsg: `${name}:ok` }
}

function bar(changeBar: Page['changeBar'], name: string, change: (bar: Bar) => Bar): WxResult {
  changeBar(change)
  return { errMsg: `${name}:ok` }
}

/** The page gets the picture and a name for it, by which alone it can be uploaded. */
function keep({ pictures }: Session, blob: Blob): { key: string; blob: Blob } {
  const key = `picture-${pictures.size + 1}`
  pictures.set(key, blob)
  return { key, blob }
}

function namesOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map((name) => textOf(name, 64)) : []
}

function toWebAddress(value: unknown): string | null {
  const text = isRecord(value) ? '' : textOf(value, 4096)
  const url = URL.parse(text)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}
