/**
 * 商品卡片 of a shop that this world does not have: every product with a number exists. A key carries what it stands
 * for, so that drafts can tell it from an invented one.
 */
import { ApiError } from '../api/answer.ts'

export function toProductKey(productId: string, articleType: string, cardType: string): string {
  return `pk_${Buffer.from(`${productId}.${articleType}.${cardType}`).toString('base64url')}`
}

/** Empty where absent. 53405: not a key of `draft.productCard`. */
export function readProductKey(key: string): string {
  if (key === '') return key
  const named = Buffer.from(key.replace(/^pk_/, ''), 'base64url').toString()
  const [productId = '', articleType = '', cardType = ''] = named.split('.')
  if (toProductKey(productId, articleType, cardType) !== key || !/^\d{1,20}$/.test(productId)) {
    throw new ApiError(53405)
  }
  return key
}
