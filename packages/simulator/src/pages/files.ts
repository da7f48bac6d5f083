/** Files that phones and pages load: media and avatars. What is sent can never run as a page of ours. */
import { hash } from 'node:crypto'
import type { World } from '../world/world.ts'

const SAFE_TYPE = /^(image\/(png|jpeg|gif|webp|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|voice\/[\w.+-]+)$/
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

export function serveMedia(world: World, id: string): Response {
  const media = world.media.peek(id)
  if (!media) return new Response('not found', { status: 404 })
  const isSafe = SAFE_TYPE.test(media.contentType)
  return new Response(Buffer.from(media.bytes), {
    headers: {
      ...HEADERS,
      'Content-Type': isSafe ? media.contentType : 'application/octet-stream',
      ...(!isSafe && { 'Content-Disposition': 'attachment' }),
      'Cache-Control': 'private, max-age=3600',
    },
  })
}

/** A coloured square with the first letter of the name: of one lightness in every hue, so that white stands out. */
export function serveAvatar(world: World, openid: string): Response {
  const fan = world.fans.find(openid)
  if (!fan) return new Response('not found', { status: 404 })
  const hue = Number.parseInt(hash('md5', openid).slice(0, 4), 16) % 360
  const [letter = '?'] = [...new Intl.Segmenter().segment(fan.nickname.trim())].map(({ segment }) => segment)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="132" height="132"><rect width="64" height="64" fill="oklch(50% .1 ${hue})"/><text x="32" y="33" fill="#fff" font-family="system-ui, PingFang SC, Noto Sans CJK SC, sans-serif" font-size="32" text-anchor="middle" dominant-baseline="central">${escapeXml(letter)}</text></svg>`
  return new Response(svg, {
    headers: {
      ...HEADERS,
      'Content-Type': 'image/svg+xml; charset=utf-8',
      // Lists that move show the same people again and again.
      'Cache-Control': 'private, max-age=60',
    },
  })
}

function escapeXml(text: string): string {
  return text
    .replaceAll(/\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu, '')
    .replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
