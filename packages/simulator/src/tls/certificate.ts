/** Writes a certificate (RFC 5280) with an ECDSA signature. */
import { createPublicKey, hash, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  bitString,
  type Der,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
  tagged,
  time,
  TRUE,
  utf8,
} from './der.ts'

export interface CertificateOptions {
  /** Common names. */
  issuer: string
  subject: string
  /** Milliseconds. */
  notBefore: number
  notAfter: number
  publicKey: KeyObject
  /** The issuer's private key, on a curve. */
  signingKey: KeyObject
  extensions: Der[]
}

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const VERSION_3 = tagged(0xa0, integer(2))

/** @returns PEM */
export function writeCertificate(options: CertificateOptions): string {
  const { issuer, subject, notBefore, notAfter, publicKey, signingKey, extensions } = options
  const serial = randomBytes(16)
  // Positive, and without a leading zero.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const body = sequence(
    VERSION_3,
    integer(...serial),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer),
    sequence(time(notBefore), time(notAfter)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(
        extension('2.5.29.14', octetString(keyIdentifier(publicKey))),
        extension('2.5.29.35', sequence(tagged(0x80, keyIdentifier(createPublicKey(signingKey))))),
        ...extensions,
      ),
    ),
  )
  const signature = sign('sha256', body, signingKey)
  const certificate = sequence(body, ECDSA_WITH_SHA256, bitString(signature))
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd()
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

export function extension(id: string, value: Der): Der {
  return sequence(oid(id), octetString(value))
}

/** Whoever does not understand it shall refuse the certificate. */
export function criticalExtension(id: string, value: Der): Der {
  return sequence(oid(id), TRUE, octetString(value))
}

function distinguishedName(commonName: string): Der {
  return sequence(setOf(sequence(oid('2.5.4.3'), utf8(commonName))))
}

/** Any digest will do, as long as issuer and issued agree. */
function keyIdentifier(key: KeyObject): Buffer {
  return hash('sha1', key.export({ type: 'spki', format: 'der' }), 'buffer')
}
