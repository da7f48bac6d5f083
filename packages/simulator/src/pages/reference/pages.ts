/** 接口参考: what the contract says of each call, to be read in a browser. */
import { ERRCODES } from '@yingwu/protocol/contract'
import { html } from 'hono/html'
import type { Call, Group, Row } from './document.ts'

export function indexPage(groups: readonly Group[]) {
  const count = groups.reduce((sum, { calls }) => sum + calls.length, 0)
  return html`<h1>微信公众号接口参考 · API reference</h1>
<p class="soft">${count} 个接口，由鹦鹉项目根据公开资料整理，非腾讯文档。机器可读：<a href="/reference/openapi.json">OpenAPI 3.1</a><br>
${count} calls, described by the Yingwu project from public knowledge; not a document of Tencent's.</p>
${groups.map(
  (group) => html`<h2><a href="/reference/${group.name}">${group.title}</a></h2>
<ul class="calls">${group.calls.map(
    (
      call,
    ) => html`<li><code><a href="/reference/${group.name}#${call.id}">${call.id}</a></code> <span>${call.title}</span>
${call.isOld ? OLD : ''}</li>`,
  )}</ul>`,
)}`
}

const OLD = html`<span class="tag">旧 old</span>`

export function groupPage({ title, notes, calls }: Group) {
  return html`<p><a href="/reference">← 全部接口 All calls</a></p>
<h1>${title}</h1>
${listOf(notes)}
${calls.map((call) => section(call))}`
}

function section(call: Call) {
  return html`<h2 id="${call.id}"><code>${call.id}</code> ${call.isOld ? OLD : ''}</h2>
<p>${call.title}</p>
<code class="address">${call.method} ${call.address}</code>
${listOf(call.notes)}
${tableOf('地址参数 URL parameters', call.parameters)}
${tableOf(`请求 Body${call.bodyType === undefined ? '' : `: ${call.bodyType}`}`, call.body)}
${tableOf('返回 Answer', call.answer)}
${errcodes(call)}
${exampleOf('请求示例 Request', call.request)}
${exampleOf('返回示例 Answer', call.response)}`
}

function listOf(notes: readonly string[]) {
  return notes.length === 0 ? '' : html`<ul>${notes.map((note) => html`<li>${prose(note)}</li>`)}</ul>`
}

function tableOf(heading: string, rows: readonly Row[]) {
  if (rows.length === 0) return ''
  return html`<h3>${heading}</h3>
<div class="scroll"><table><thead><tr><th>名称 Name</th><th>类型 Type</th><th>必填 Required</th><th>说明 Notes</th></tr></thead>
<tbody>${rows.map(
    ({ name, type, isRequired, note }) =>
      html`<tr><td><code>${name}</code></td><td>${type}</td><td>${isRequired ? '是 yes' : ''}</td><td>${prose(note)}</td></tr>`,
  )}</tbody></table></div>`
}

/** Notes have code between backticks. */
function prose(note: string) {
  return note.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))
}

function errcodes({ errcodes: codes }: Call) {
  if (codes.length === 0) return ''
  return html`<h3>返回码 Return codes</h3>
<div class="scroll"><table><tbody>${codes.map(
    ({ code, note }) =>
      html`<tr><td><code>${code}</code></td><td>${ERRCODES[code]?.zh ?? ''}</td><td>${note || (ERRCODES[code]?.en ?? '')}</td></tr>`,
  )}</tbody></table></div>`
}

function exampleOf(heading: string, example: unknown) {
  if (example === undefined) return ''
  return html`<h3>${heading}</h3><pre><code>${JSON.stringify(example, null, 2)}</code></pre>`
}
