import { createAuthority, createServerCertificate } from '../../../simulator/src/tls/authority.ts'

/** A certificate of an authority that nobody knows, with the authority's own beside it or without. */
export function homemade({ chain }: { chain: boolean }): { key: string; cert: string } {
  const authority = createAuthority(Date.now())
  const { key, certificate } = createServerCertificate(authority, Date.now())
  return { key, cert: chain ? `${certificate}\n${authority.certificate}` : certificate }
}
