/** 带参数的二维码: tickets with their scenes, temporary or permanent. */
import { boolean, nullable, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import { ALPHANUMERIC, type Random } from '../random.ts'

export interface QrCode {
  ticket: string
  appid: string
  /** As it comes back in EventKey: a number as decimal text, or the string. */
  scene: string
  /** Whether the scene was made as text: `scene_str` may hold digits, too. */
  isText: boolean
  /** null: permanent. */
  expiresAt: number | null
  /** What the code's squares say. */
  url: string
}

export interface QrCodes {
  /** The permanent code of a scene, where there is one, must not be made again. */
  create(code: Pick<QrCode, 'appid' | 'scene' | 'isText'> & { lifetimeMs: number | null }): QrCode
  byTicket(ticket: string): QrCode | undefined
  /** The newest that still works. */
  byScene(appid: string, scene: string): QrCode | undefined
  byUrl(url: string): QrCode | undefined
  /** Those that still work, newest first. */
  of(appid: string): QrCode[]
  permanent(code: Pick<QrCode, 'appid' | 'scene' | 'isText'>): QrCode | undefined
  permanentCount(appid: string): number
  isExpired(code: QrCode): boolean
  export(): QrCode[]
  import(codes: readonly QrCode[]): void
}

export function createQrCodes({ clock, random }: { clock: WorldClock; random: Random }): QrCodes {
  const codes = new Map<string, QrCode>()
  /** By account, then by scene: an account may have 100,000 of them. */
  const permanent = new Map<string, Map<string, QrCode>>()
  const all = () => [...codes.values()]
  const isExpired = ({ expiresAt }: QrCode) => expiresAt !== null && expiresAt <= clock.now()

  function keep(code: QrCode): QrCode {
    codes.set(code.ticket, code)
    if (code.expiresAt === null) {
      const known = permanent.get(code.appid) ?? new Map<string, QrCode>()
      permanent.set(code.appid, known.set(keyOf(code), code))
    }
    return code
  }

  return {
    create: ({ appid, scene, isText, lifetimeMs }) =>
      keep({
        ticket: `gQ${random.text(74, ALPHANUMERIC)}==`,
        appid,
        scene,
        isText,
        expiresAt: lifetimeMs === null ? null : clock.now() + lifetimeMs,
        url: `http://weixin.qq.com/q/${random.text(20, ALPHANUMERIC)}`,
      }),
    byTicket: (ticket) => codes.get(ticket),
    byScene: (appid, scene) =>
      all().findLast((code) => code.appid === appid && code.scene === scene && !isExpired(code)),
    byUrl: (url) => all().find((code) => code.url === url),
    of: (appid) =>
      all()
        .filter((code) => code.appid === appid && !isExpired(code))
        .toReversed(),
    permanent: (code) => permanent.get(code.appid)?.get(keyOf(code)),
    permanentCount: (appid) => permanent.get(appid)?.size ?? 0,
    isExpired,
    export: all,
    import(saved) {
      codes.clear()
      permanent.clear()
      for (const code of saved) keep(code)
    },
  }
}

/** A number and a text of the same digits are two scenes. */
function keyOf({ isText, scene }: Pick<QrCode, 'isText' | 'scene'>): string {
  return `${isText ? 'text' : 'number'} ${scene}`
}

export const qrCodeCheck = object<QrCode>({
  ticket: string({ min: 1 }),
  appid: string(),
  scene: string(),
  isText: boolean,
  expiresAt: nullable(number()),
  url: string({ max: 256 }),
})
