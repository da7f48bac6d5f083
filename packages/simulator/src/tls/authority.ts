/**
 * A certificate authority of this machine's own, so that programs which know nothing but `https://api.weixin.qq.com`
 * can be told to believe the simulator. Its certificate says that it may speak for WeChat's hosts and this machine and
 * for nobody else: whoever trusts it, and whoever steals its key, gains nothing beyond that.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { criticalExtension, extension, writeCertificate } from './certificate.ts'
import { bitString, type Der, integer, oid, sequence, tagged, TRUE } from './der.ts'
import { CERTIFIED_ADDRESSES, CERTIFIED_NAMES, PERMITTED_ADDRESSES, PERMITTED_DOMAINS } from './hosts.ts'

/** A certificate and its private key, both PEM. */
export interface KeyPair {
  certificate: string
  key: string
}

const DAY_MS = 86_400_000
const AUTHORITY_DAYS = 3650
/** What the strictest clients accept of a server. */
const SERVER_DAYS = 397
/** Clocks differ. */
const BACKDATED_DAYS = 1
/** An authority this near its end is replaced. */
const RENEWED_DAYS = 30

/** Another name whenever the hosts change: an authority kept from before may not speak for the new ones. */
const AUTHORITY = 'Yingwu simulator CA (WeChat on this machine)'
const SERVER = 'Yingwu simulator'

const [DNS_NAME, IP_ADDRESS] = [0x82, 0x87]
const SERVER_AUTH = extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1')))

/** @param now real time, in milliseconds: certificates are judged by other programs' clocks */
export function createAuthority(now: number): KeyPair {
  const { publicKey, privateKey } = createKeys()
  const certificate = writeCertificate({
    issuer: AUTHORITY,
    subject: AUTHORITY,
    ...period(now, AUTHORITY_DAYS),
    publicKey,
    signingKey: privateKey,
    extensions: [
      criticalExtension('2.5.29.19', sequence(TRUE, integer(0))),
      criticalExtension('2.5.29.15', bitString(Buffer.from([0b0000_0110]), 1)),
      criticalExtension('2.5.29.30', permittedNames()),
      SERVER_AUTH,
    ],
  })
  return { certificate, key: toPem(privateKey) }
}

/** A certificate for WeChat's hosts and this machine, signed by the authority. */
export function createServerCertificate(authority: KeyPair, now: number, hosts = CERTIFIED_NAMES): KeyPair {
  const { publicKey, privateKey } = createKeys()
  const names = [
    ...hosts.map((name) => tagged(DNS_NAME, Buffer.from(name))),
    ...CERTIFIED_ADDRESSES.map((address) => tagged(IP_ADDRESS, Buffer.from(address))),
  ]
  const certificate = writeCertificate({
    issuer: AUTHORITY,
    subject: SERVER,
    ...period(now, SERVER_DAYS),
    publicKey,
    signingKey: createPrivateKey(authority.key),
    extensions: [
      criticalExtension('2.5.29.19', sequence()),
      criticalExtension('2.5.29.15', bitString(Buffer.from([0b1000_0000]), 7)),
      extension('2.5.29.17', sequence(...names)),
      SERVER_AUTH,
    ],
  })
  return { certificate, key: toPem(privateKey) }
}

/** Whether a pair read from files can be used: an authority of ours with its own key and with time left. */
export function isUsable({ certificate, key }: KeyPair, now: number): boolean {
  try {
    const parsed = new X509Certificate(certificate)
    const isOurs = parsed.ca && parsed.issuer === `CN=${AUTHORITY}`
    const hasTime = parsed.validToDate.getTime() - now > RENEWED_DAYS * DAY_MS
    return isOurs && hasTime && parsed.checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

/** The extension Name Constraints (RFC 5280, 4.2.1.10). A domain stands for itself and all names below it. */
function permittedNames(): Der {
  const names = [
    ...PERMITTED_DOMAINS.map((domain) => tagged(DNS_NAME, Buffer.from(domain))),
    ...PERMITTED_ADDRESSES.map((range) => tagged(IP_ADDRESS, Buffer.from(range))),
  ]
  return sequence(tagged(0xa0, ...names.map((name) => sequence(name))))
}

function createKeys(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

function toPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function period(now: number, days: number): { notBefore: number; notAfter: number } {
  return { notBefore: now - BACKDATED_DAYS * DAY_MS, notAfter: now + days * DAY_MS }
}
