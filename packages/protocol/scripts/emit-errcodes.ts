/** errcodes.ts: the global return codes. */
import type { Contract } from './model.ts'
import { expression, HEADER } from './text.ts'

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
