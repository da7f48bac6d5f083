/** 带参数的二维码: tickets with their scenes, temporary or permanent. */
import { nullable, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import { ALPHANUMERIC, type Random } from '../random.ts'

export interface QrCode {
  ticket: string
  appid: string
  /** As it comes back in EventKey: a number as decimal text, or the string. */
  scene: string
  /** null: permanent. */
  expiresAt: number | null
  /** What the code's squares say. */
  url: string
}

export interface QrCodes {
  /** A permanent code that exists for the scene is given again, as WeChat does. */
  create(appid: string, scene: string, lifetimeMs: number | null): QrCode
  byTicket(ticket: string): QrCode | undefined
  byScene(appid: string, scene: string): QrCode | undefined
  isExpired(code: QrCode): boolean
  permanentCount(appid: string): number
  export(): QrCode[]
  import(codes: readonly QrCode[]): void
}

export function createQrCodes({ clock, random }: { clock: WorldClock; random: Random }): QrCodes {
  const codes = new Map<string, QrCode>()
  const all = () => [...codes.values()]
  const isExpired = ({ expiresAt }: QrCode) => expiresAt !== null && expiresAt <= clock.now()

  return {
    create(appid, scene, lifetimeMs) {
      const known = all().find(
        (code) =>
          code.appid === appid && code.scene === scene && code.expiresAt === null && lifetimeMs === null,
      )
      if (known) return known
      const code: QrCode = {
        ticket: `gQ${random.text(74, ALPHANUMERIC)}==`,
        appid,
        scene,
        expiresAt: lifetimeMs === null ? null : clock.now() + lifetimeMs,
        url: `http://weixin.qq.com/q/${random.text(20, ALPHANUMERIC)}`,
      }
      codes.set(code.ticket, code)
      return code
    },
    byTicket: (ticket) => codes.get(ticket),
    byScene: (appid, scene) =>
      all().findLast((code) => code.appid === appid && code.scene === scene && !isExpired(code)),
    isExpired,
    permanentCount: (appid) => all().filter((code) => code.appid === appid && code.expiresAt === null).length,
    export: all,
    import(saved) {
      codes.clear()
      for (const code of saved) codes.set(code.ticket, code)
    },
  }
}

export const qrCodeCheck = object<QrCode>({
  ticket: string({ min: 1 }),
  appid: string(),
  scene: string(),
  expiresAt: nullable(number()),
  url: string({ max: 256 }),
})
