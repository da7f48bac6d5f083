/** The problems of a request in Chinese; the contract words them in English. */
import type { Problem } from '@yingwu/protocol/contract/fields'

type Word = (limit: string, given: string) => string

const WORDS: Readonly<Record<Problem['rule'], Word>> = {
  required: () => '没有给',
  unknown: () => '是未知字段，微信会忽略',
  type: (limit) => `类型应为 ${limit}`,
  enum: (limit) => `只能取 ${limit}`,
  const: (limit) => `只能是 ${limit}`,
  pattern: (limit) => `应匹配 ${limit}`,
  format: (limit) => `格式应为 ${limit}`,
  formats: (limit, given) => `不能是 ${given} 文件，应为 ${limit}`,
  minLength: (limit, given) => `只有 ${given} 个字符，至少 ${limit} 个`,
  maxLength: (limit, given) => `长 ${given} 个字符，最多 ${limit} 个`,
  minBytes: () => '文件是空的',
  maxBytes: (limit, given) => `长 ${given} 字节，最多 ${limit} 字节`,
  min: (limit, given) => `${given} 太小，至少 ${limit}`,
  max: (limit, given) => `${given} 太大，最多 ${limit}`,
  minItems: (limit, given) => `只有 ${given} 项，至少 ${limit} 项`,
  maxItems: (limit, given) => `有 ${given} 项，最多 ${limit} 项`,
}

/** `button[0].name 长 27 字节，最多 16 字节` */
export function toChinese({ path, rule, limit, given }: Problem): string {
  const text = Array.isArray(limit) ? limit.join('、') : String(limit)
  return `${path || '请求'} ${WORDS[rule](text, String(given))}`
}
