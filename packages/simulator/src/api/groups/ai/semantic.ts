/** 语义理解: the query comes back as one of the services that the caller named, without details. */
import { ApiError } from '../../answer.ts'
import { type Handler, type Handlers, text } from '../../call.ts'

const SERVICES = new Set(
  `restaurant map nearby coupon travel hotel train flight weather stock remind telephone cookbook baike news tv
  instruction tv_instruction car_instruction website search music`.split(/\s+/),
)
const MISSING = 7_000_001
const NOT_UNDERSTOOD = 7_000_000

const semanticSearch: Handler = ({ account, body }) => {
  const [query, category] = [text(body, 'query'), text(body, 'category')]
  const isPlaced =
    text(body, 'city') !== '' || (text(body, 'latitude') !== '' && text(body, 'longitude') !== '')
  if (query === '' || category === '' || !isPlaced) throw new ApiError(MISSING)
  if (text(body, 'appid') !== account.appid) throw new ApiError(40013)
  const type = category.split(',').find((name) => SERVICES.has(name.trim()))
  if (type === undefined) throw new ApiError(NOT_UNDERSTOOD)
  return {
    errcode: 0,
    query,
    type: type.trim(),
    semantic: { details: {}, intent: 'SEARCH' },
    answer: `模拟结果：${query}`,
  }
}

export const SEMANTIC: Handlers = { 'ai.semanticSearch': semanticSearch }
