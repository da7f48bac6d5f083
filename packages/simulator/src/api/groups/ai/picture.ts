/** The picture of an OCR or picture call: the multipart part `img`, or an address that is not visited. */
import { hash } from 'node:crypto'
import type { EndpointId } from '@yingwu/protocol/contract'
import { fileTypeFromBuffer } from 'file-type'
import { ApiError } from '../../answer.ts'
import { type ApiCall, text } from '../../call.ts'
import { isPixelBomb, sizeOf, type Size } from '../../../picture-size.ts'

export interface Picture {
  /** undefined: it came as an address. */
  file: { bytes: Uint8Array; contentType: string; filename: string } | undefined
  /** Of the file, or what is made up for an address. */
  size: Size
  /** Where it came from: file name or address. */
  source: string
  /** Decimal digits that are the same for the same picture. */
  digits: (count: number) => string
}

const MAX_BYTES = 2 * 1024 * 1024
const FREE_CALLS_A_DAY = 100
const SIZE_BEHIND_ADDRESS: Size = { w: 1280, h: 960 }

/** 41005 without a picture, 40160 for a file that will not do, 101000 for a bad address, 101002 beyond 100 a day. */
export async function pictureOf(call: ApiCall, id: EndpointId): Promise<Picture> {
  checkQuota(call, id)
  const files = call.parts.filter(({ filename }) => filename)
  const part = files.find(({ name }) => name === 'img') ?? files[0]
  if (!part?.filename) return behind(parameterOf(call, 'img_url'))
  const { bytes, filename } = part
  const contentType = (await fileTypeFromBuffer(bytes))?.mime
  const size = sizeOf(bytes)
  const isPicture = contentType === 'image/png' || contentType === 'image/jpeg'
  if (!isPicture || !size || bytes.length > MAX_BYTES || isPixelBomb(bytes)) throw new ApiError(40160)
  return { file: { bytes, contentType, filename }, size, source: filename, digits: digitsOf(bytes) }
}

/** From the address, or from the form: clients differ. */
export function parameterOf({ query, parts }: ApiCall, name: string): string {
  const field = parts.find((part) => part.name === name && part.filename === undefined)
  return text(query, name) || (field ? Buffer.from(field.bytes).toString() : '')
}

function behind(address: string): Picture {
  if (address === '') throw new ApiError(41005)
  const url = URL.parse(address)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new ApiError(101000)
  return {
    file: undefined,
    size: SIZE_BEHIND_ADDRESS,
    source: address,
    digits: digitsOf(Buffer.from(address)),
  }
}

/** A limit that a tester set is the router's business. */
function checkQuota({ world, account }: ApiCall, id: EndpointId) {
  if (account.quotas[id] === undefined && world.quotas.used(account.appid, id) > FREE_CALLS_A_DAY)
    throw new ApiError(101002)
}

function digitsOf(bytes: Uint8Array) {
  const seed = BigInt(`0x${hash('sha256', bytes, 'hex')}`).toString()
  return (count: number) => seed.slice(-count).padStart(count, '0')
}
