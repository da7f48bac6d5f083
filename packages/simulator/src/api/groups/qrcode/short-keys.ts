/** 短key and 短链接: long data under a short name. */
import { ApiError, OK } from '../../answer.ts'
import { type Handler, type Handlers, text } from '../../call.ts'
import { numberOf } from '../people.ts'

const MAX_BYTES = 4096
const MAX_SECONDS = 2_592_000

const generate: Handler = ({ world, account, body }) => {
  const data = text(body, 'long_data')
  const seconds = body['expire_seconds'] === undefined ? MAX_SECONDS : numberOf(body, 'expire_seconds')
  const isFine = data !== '' && Buffer.byteLength(data) <= MAX_BYTES && seconds >= 1 && seconds <= MAX_SECONDS
  if (!isFine) throw new ApiError(40035)
  return { ...OK, short_key: world.shortKeys.create(account.appid, data, seconds * 1000).key }
}

const fetchData: Handler = ({ world, account, body }) => {
  const short = world.shortKeys.find(account.appid, text(body, 'short_key'))
  if (!short) throw new ApiError(40035)
  return {
    ...OK,
    long_data: short.longData,
    create_time: Math.floor(short.createdAt / 1000),
    expire_seconds: Math.ceil((short.expiresAt - world.clock.now()) / 1000),
  }
}

/** Out of service since 2021-03-15, whatever is asked. */
const shorten: Handler = () => {
  throw new ApiError(45103)
}

export const SHORT_KEYS: Handlers = {
  'shorten.generate': generate,
  'shorten.fetch': fetchData,
  'shorturl.create': shorten,
}
