/** The phone and its panel at `/`: built files of this package. */
import { readFile } from 'node:fs/promises'
import { extname, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { html } from 'hono/html'
import { toPage } from './page.ts'

/** Seen from `src/pages` and from `dist/pages` alike. */
const ROOT = fileURLToPath(new URL('../../dist/ui', import.meta.url))

const TYPES: { [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * The window runs its own files and nothing else; no text that it shows can become markup (Trusted Types without any
 * policy). Pictures and sounds come from wherever accounts keep them; frames are the pages in the phone's web view.
 */
const WINDOW_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data: blob: http: https:",
  "media-src 'self' data: blob: http: https:",
  'frame-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/**
 * Where the window is to be opened in place of `localhost`; undefined: where it was. Addresses that the simulator hands out
 * are on 127.0.0.1, and browsers keep the cookies of one from frames of the other.
 */
export function windowAddress(asked: string, url: string): string | undefined {
  const own = new URL(url)
  const { hostname, port, search } = new URL(asked)
  return hostname === 'localhost' && own.hostname === '127.0.0.1' && own.port === port
    ? `${own.origin}/${search}`
    : undefined
}

export async function serveUi(pathname: string): Promise<Response> {
  const name = pathname === '/' ? '/index.html' : pathname
  const file = await read(name)
  if (file) {
    if (name === '/index.html') file.headers.set('Content-Security-Policy', WINDOW_POLICY)
    return file
  }
  if (name !== '/index.html')
    return new Response('not found', { status: 404, headers: { 'Content-Type': 'text/plain' } })
  return toPage(
    '鹦鹉模拟器',
    html`<h1>模拟器正在运行</h1>
<p>手机界面还没有构建。在仓库里运行 <code>npm start</code> 会构建并打开它。</p>
<p>The simulator runs; its phone is not built yet. <code>npm start</code> in the repository builds and opens it.</p>
<p><code>/_sim/v1/openapi.json</code></p>`,
  )
}

/** In place of https://res.wx.qq.com/open/js/jweixin-1.6.0.js: one file for every version, for pages of any origin. */
export async function serveJsSdk(file: string): Promise<Response> {
  const script = /^jweixin-1\.\d\.\d\.js$/.test(file) ? await read('/open/js/jweixin.js') : undefined
  if (!script) return new Response('not found', { status: 404, headers: { 'Content-Type': 'text/plain' } })
  script.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
  return script
}

async function read(name: string): Promise<Response | undefined> {
  let path: string
  try {
    path = `${ROOT}${decodeURIComponent(name).replaceAll('/', sep)}`
  } catch {
    return undefined
  }
  if (path.includes('..') || path.includes('\0')) return undefined
  const type = TYPES[extname(path)]
  if (type === undefined) return undefined
  try {
    const bytes = await readFile(path)
    // Files with a hash in their name never change.
    const isHashed = name.startsWith('/assets/')
    return new Response(bytes, {
      headers: {
        'Content-Type': type,
        'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        'X-Content-Type-Options': 'nosniff',
        'X-Frame-Options': 'DENY',
        'Referrer-Policy': 'no-referrer',
      },
    })
  } catch {
    return undefined
  }
}
