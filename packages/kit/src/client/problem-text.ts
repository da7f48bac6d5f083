/** The problems of parameters in Chinese; the contract words them in English. */
import type { Problem } from '@yingwu/protocol/contract/fields'

type Word = (limit: string, given: string) => string

const WORDS: Readonly<Record<Problem['rule'], Word>> = {
  required: () => '缺少',
  unknown: () => '不在接口文档中，会被忽略',
  type: (limit) => `类型不对，应为 ${limit}`,
  enum: (limit) => `只能是 ${limit} 之一`,
  const: (limit) => `只能是 ${limit}`,
  pattern: (limit) => `格式不对，应匹配 ${limit}`,
  format: (limit) => `格式不对，应为 ${limit}`,
  formats: (limit, given) => `文件是 ${given}，只能是 ${limit.replaceAll('|', '、')}`,
  minLength: (limit, given) => `有 ${given} 个字符，至少 ${limit} 个`,
  maxLength: (limit, given) => `有 ${given} 个字符，最多 ${limit} 个`,
  minBytes: () => '是空文件',
  maxBytes: (limit, given) => `有 ${given} 字节，最多 ${limit} 字节（一个汉字 3 字节）`,
  min: (limit, given) => `是 ${given}，至少为 ${limit}`,
  max: (limit, given) => `是 ${given}，最多为 ${limit}`,
  minItems: (limit, given) => `有 ${given} 项，至少 ${limit} 项`,
  maxItems: (limit, given) => `有 ${given} 项，最多 ${limit} 项`,
}

/** `button[0].name 有 27 字节，最多 16 字节（一个汉字 3 字节）` */
export function toChinese({ path, rule, limit, given }: Problem): string {
  const text = Array.isArray(limit) ? limit.join('、') : String(limit)
  return `${path === '' ? '参数' : path} ${WORDS[rule](text, String(given))}`
}
