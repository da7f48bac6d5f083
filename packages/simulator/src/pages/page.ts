/** The frame of every page that the simulator draws by itself; works without scripts. */
import { html, raw } from 'hono/html'

export type Markup = ReturnType<typeof html>

/** Light and dark as the system says. */
const BASE_STYLE = `
:root { color-scheme: light dark; font: 17px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif }
body { margin: 0; background: light-dark(#ededed, #111); color: light-dark(#000000e6, #ffffffcc) }
`

const STYLE = `
main { max-width: 26rem; margin: 0 auto; padding: 3rem 1.25rem; text-align: center }
h1 { font-size: 1.2rem; font-weight: 600 }
p { color: light-dark(#0000008c, #ffffff8c); font-size: .9rem }
img { width: 64px; height: 64px; border-radius: 6px }
.card { background: light-dark(#fff, #191919); border-radius: 8px; padding: 1.5rem 1.25rem; margin: 1.5rem 0; text-align: left }
.who { display: flex; gap: .75rem; align-items: center }
.card h1 { margin: .5rem 0 1rem }
.who { min-height: 3.75rem; border-top: 1px solid light-dark(#0000001a, #ffffff1a) }
.who :is(img, i) { width: 44px; height: 44px; border-radius: 6px; background: #b2b2b2 }
.who span { flex: 1; min-width: 0; overflow-wrap: anywhere }
.who strong { font-weight: 400 }
.who small { display: block; color: light-dark(#0000008c, #ffffff8c); font-size: .8rem }
.who input { width: 20px; height: 20px; accent-color: #07c160 }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; margin-top: .5rem }
button { display: block; width: 100%; margin-top: .75rem; padding: .65rem; border: 0; border-radius: 8px; font: inherit; font-weight: 500; cursor: pointer; background: light-dark(#0000000d, #ffffff1a); color: inherit }
button.main { background: #07c160; color: #fff }
.search { display: flex; gap: .5rem; align-items: stretch }
.search input { flex: 1; min-width: 0; padding: .5rem .75rem; border: 1px solid light-dark(#00000073, #ffffff73); border-radius: 8px; font: inherit; background: light-dark(#fff, #191919); color: inherit }
::placeholder { color: light-dark(#0000008c, #ffffff8c); opacity: 1 }
.search button { width: auto; margin: 0; padding: .5rem 1rem }
a { color: light-dark(#576b95, #7d90a9) }
:is(button, input, a):focus-visible { outline: 3px solid #3a5a9f; outline-offset: 2px }
code { font-size: .85em; word-break: break-all }
`

/** Nothing from outside, no scripts, framed by our own phone only. */
export const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; frame-ancestors 'self'"

export interface PageOptions {
  status?: number
  /** In place of the look of a dialog. */
  style?: string
  policy?: string
}

export async function toPage(
  title: string,
  content: Markup,
  { status = 200, style = STYLE, policy = POLICY }: PageOptions = {},
): Promise<Response> {
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(BASE_STYLE + style)}</style>
</head>
<body><main>${content}</main></body>
</html>`
  return new Response(String(await page), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    },
  })
}
