/** Access tokens (access_token): where they come from and how long they are kept. */
import type { Api } from '@yingwu/protocol/contract'
import { createExpiring, type ExpiringOptions } from './expiring.ts'

/**
 * Where the client takes its access token from. The built-in one keeps it in memory; several processes share one
 * through a source of their own.
 */
export interface TokenSource {
  /** A token that should work; called for every call, so it has to be quick when nothing changed. */
  get(): Promise<string>
  /** WeChat refused this token: forget it, unless it has been replaced already. */
  invalidate(token: string): void | Promise<void>
}

/**
 * `stable` (稳定版): asking again gives the same token, so that programs with the same account leave each other alone.
 * `classic`: each new token kills the one before; for programs that still share such a token.
 */
export type TokenKind = 'stable' | 'classic'

export function createTokens(
  kind: TokenKind,
  api: Pick<Api, 'token'>,
  { clock, random }: Pick<ExpiringOptions, 'clock' | 'random'>,
): TokenSource {
  return createExpiring({
    endpoint: kind === 'stable' ? 'token.stable' : 'token.get',
    clock,
    random,
    async fetch() {
      // Never forced: 20 forced calls a day are allowed, and they kill the token that others use.
      const answer = kind === 'stable' ? await api.token.stable() : await api.token.get()
      return { value: answer.access_token, expiresIn: answer.expires_in }
    },
  })
}
