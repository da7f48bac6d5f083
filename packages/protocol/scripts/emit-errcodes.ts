/** errcodes.ts and endpoint-errcodes.ts: the global return codes, and which call is known to give which of them. */
import { allEndpoints, type Contract } from './model.ts'
import { expression, HEADER, quote } from './text.ts'

export function emitErrcodes(contract: Contract): string {
  const rows = contract.errcodes.map(({ code, ...texts }) => {
    const name = code < 0 ? `'${code}'` : String(code)
    return `  ${name}: ${expression(texts)},\n`
  })
  return `${HEADER}
/** 全局返回码: the text WeChat sends (without its decoration) and the meaning, by number. */
export const ERRCODES: Readonly<Record<number, { readonly errmsg: string; readonly en: string; readonly zh: string }>> = {
${rows.join('')}}
`
}

/** Lists that repeat are shared. */
export function emitEndpointErrcodes(contract: Contract): string {
  const shared = new Map<string, string>()
  const rows = allEndpoints(contract).map(({ id, errcodes }) => {
    const text = expression([...new Set(errcodes.map(({ code }) => code))])
    const name = shared.get(text) ?? `CODES_${shared.size + 1}`
    shared.set(text, name)
    return `  ${quote(id)}: ${name},\n`
  })
  const lists = [...shared].map(([text, name]) => `const ${name}: readonly number[] = ${text}\n`)
  return `${HEADER}
import type { EndpointId } from './types.ts'

${lists.join('')}
/** The return codes documented for each call, besides those that every call may give. */
export const ENDPOINT_ERRCODES: Readonly<Record<EndpointId, readonly number[]>> = {
${rows.join('')}}
`
}
