import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** Pages hold no script, load nothing but pictures, and may be framed only by a simulator on the same machine. */
export const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; " +
    'frame-ancestors http://127.0.0.1:* http://localhost:*',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** The frame of every page: readable on a phone, light and dark. */
export function layout(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
  :root { --bg: #ededed; --card: #fff; --text: rgb(0 0 0 / .9); --soft: rgb(0 0 0 / .55); --line: rgb(0 0 0 / .1); --green: #07c160 }
  @media (prefers-color-scheme: dark) {
    :root { --bg: #111; --card: #191919; --text: rgb(255 255 255 / .8); --soft: rgb(255 255 255 / .5); --line: rgb(255 255 255 / .1) }
  }
  body { margin: 0; background: var(--bg); color: var(--text); font: 17px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
  main { max-width: 480px; margin: 0 auto; padding: 32px 16px }
  h1 { margin: 0 0 8px; font-size: 21px; text-align: center; overflow-wrap: anywhere }
  p { margin: 8px 0; color: var(--soft); text-align: center }
  .avatar { display: block; width: 72px; height: 72px; margin: 0 auto 12px; border-radius: 8px; background: var(--line); object-fit: cover }
  table { width: 100%; margin: 24px 0; border-collapse: collapse; border-radius: 8px; background: var(--card); table-layout: fixed }
  th, td { padding: 12px 16px; border-top: 1px solid var(--line); text-align: left; font-weight: 400; overflow-wrap: anywhere; vertical-align: top }
  tr:first-child > * { border-top: 0 }
  th { width: 5em; color: var(--soft) }
  .empty { color: var(--soft) }
  .button { display: block; width: 184px; margin: 32px auto 0; padding: 8px 0; border-radius: 8px; background: var(--green); color: #fff; text-align: center; text-decoration: none; font-weight: 500 }
  .button:focus-visible { outline: 2px solid #3a5a9f; outline-offset: 2px }
  .mark { display: block; width: 64px; margin: 16px auto; font-size: 56px; line-height: 1; text-align: center }
  small { display: block; margin-top: 4px; color: var(--soft); font-size: 14px }
</style>
</head>
<body><main>${content}</main></body>
</html>`
}

/** A page that says one thing: what happened, and how to go on. */
export function notice(page: { mark: string; title: string; text: string; again?: string }): Html {
  const again = page.again === undefined ? '' : html`<a class="button" href="${page.again}">再试一次</a>`
  return layout(
    page.title,
    html`<span class="mark" aria-hidden="true">${page.mark}</span><h1>${page.title}</h1><p>${page.text}</p>${again}`,
  )
}
