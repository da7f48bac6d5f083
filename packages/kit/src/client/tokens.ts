/** Access tokens (access_token): where they come from and how long they are kept. */
import type { Api } from '@yingwu/protocol/contract'
import { createExpiring, type ExpiringOptions } from './expiring.ts'

/**
 * Where the client takes its access token from. The built-in one fetches it and shares it through a store; a source of
 * your own asks a service that hands out tokens, such as a central one of your company.
 */
export interface TokenSource {
  /** A token that should work; called for every call, so it has to be quick when nothing changed. */
  get(): Promise<string>
  /** WeChat refused this token: forget it, unless it has been replaced already. */
  invalidate(token: string): void | Promise<void>
}

/**
 * `stable` (稳定版): asking again gives the same token, so that programs with the same account leave each other alone.
 * `classic`: each new token kills the one before, 5 minutes later; for programs that still share such a token.
 */
export type TokenKind = 'stable' | 'classic'

export interface TokensOptions extends Pick<ExpiringOptions, 'store' | 'onStoreError' | 'clock' | 'random'> {
  kind: TokenKind
  appId: string
  api: Pick<Api, 'token'>
}

export function createTokens({ kind, appId, api, ...options }: TokensOptions): TokenSource {
  return createExpiring({
    ...options,
    endpoint: kind === 'stable' ? 'token.stable' : 'token.get',
    key: `token:${kind}:${appId}`,
    async fetch() {
      // Never forced: 20 forced calls a day are allowed, and they kill the token that others use.
      const answer = kind === 'stable' ? await api.token.stable() : await api.token.get()
      return { value: answer.access_token, expiresIn: answer.expires_in }
    },
  })
}
