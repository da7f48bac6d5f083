/** IP白名单: the addresses from which an account may be used. */
import { BlockList, isIP } from 'node:net'
import { array, type Check } from '../check.ts'

const V4_IN_V6 = '::ffff:'

/** Whether `address` stands in the list or in one of its segments (`203.0.113.0/24`). An empty list admits everybody. */
export function isAllowed(list: readonly string[], address: string): boolean {
  if (list.length === 0) return true
  const allowed = new BlockList()
  for (const entry of list) {
    const [ip = '', bits] = entry.split('/')
    if (bits === undefined) allowed.addAddress(ip, familyOf(ip))
    else allowed.addSubnet(ip, Number(bits), familyOf(ip))
  }
  const plain = withoutPrefix(address)
  return isIP(plain) !== 0 && allowed.check(plain, familyOf(plain))
}

/** An address as error 40164 prints it: callers over IPv6 are named twice. */
export function toShownAddress(address: string): string {
  return address.includes(':') ? `${withoutPrefix(address)} ipv6 ${address}` : address
}

function withoutPrefix(address: string): string {
  return address.startsWith(V4_IN_V6) && isIP(address.slice(V4_IN_V6.length)) === 4
    ? address.slice(V4_IN_V6.length)
    : address
}

function familyOf(ip: string): 'ipv4' | 'ipv6' {
  return isIP(ip) === 4 ? 'ipv4' : 'ipv6'
}

const addressCheck: Check<string> = {
  problem: (value, at) =>
    isAddress(value)
      ? null
      : `${at} must be an address such as 203.0.113.9, or a segment such as 203.0.113.0/24`,
  schema: { type: 'string' },
}

export const ipAllowListCheck: Check<string[]> = array(addressCheck, { max: 200 })

function isAddress(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const [ip = '', bits, ...rest] = value.split('/')
  const family = isIP(ip)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}
