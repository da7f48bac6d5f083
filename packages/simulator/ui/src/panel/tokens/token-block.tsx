import type { CSSProperties } from 'react'
import type { TokenChange, TokenList } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block, Broken, Waiting } from '../../parts/block.tsx'
import { useCopy } from '../../parts/copy.tsx'
import { Icon } from '../../parts/icon.tsx'
import { toCountdown, useSimNow } from '../../parts/time.ts'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useChange } from '../../view/use-change.ts'

type Token = TokenList['tokens'][number]

const LIFETIME_MS = 7_200_000
const OVERLAP_MS = 300_000
const EVERY_MS = 1500
/** Dead tokens tell why a call failed; more than these tell nothing new. */
const MOST_DEAD = 3

const CHANGES = [
  { id: 'expire', wish: { expire: true }, text: 'tokens.expire', done: 'tokens.expiredDone' },
  { id: 'replace', wish: { replace: true }, text: 'tokens.replace', done: 'tokens.replacedDone' },
  { id: 'revoke', wish: { revoke: true }, text: 'tokens.revoke', done: 'tokens.revokedDone' },
] as const

export function TokenBlock({ appid }: { appid: string }) {
  const t = useT()
  const change = useChange()
  const { value, error, reload } = useLoaded(api.tokens, appid, EVERY_MS)
  const alive = value?.tokens.filter(isAlive) ?? []
  const dead = value?.tokens.filter((token) => !isAlive(token)).slice(0, MOST_DEAD) ?? []

  async function run(wish: TokenChange, done: string): Promise<void> {
    await change(() => api.changeTokens(appid, wish), done)
    reload()
  }

  return (
    <>
      <Block title="access_token" testId="tokens">
        {error && <Broken error={error} onRetry={reload} />}
        {!error && !value && <Waiting />}
        {value && (
          <>
            {alive.length === 0 && (
              <div className="in">
                <p className="hint" data-testid="no-tokens">
                  {t('tokens.none')}
                </p>
              </div>
            )}
            {[...alive, ...dead].map((token) => (
              <TokenLine key={token.token} token={token} />
            ))}
            <div className="in acts-below">
              <p className="inrow">
                {CHANGES.map(({ id, wish, text, done }) => (
                  <button
                    key={id}
                    type="button"
                    className="btn"
                    data-testid={id}
                    disabled={alive.length === 0}
                    onClick={() => void run(wish, t(done))}
                  >
                    {t(text)}
                  </button>
                ))}
              </p>
              <p className="hint">{t('tokens.hint')}</p>
            </div>
          </>
        )}
      </Block>
      {value && value.tickets.length > 0 && (
        <Block title={t('tokens.tickets')}>
          {value.tickets.map(({ ticket, type, expiresAt }) => (
            <Line key={ticket} text={ticket} endsAt={expiresAt} wholeMs={LIFETIME_MS} tone="ok" word={type} />
          ))}
        </Block>
      )}
    </>
  )
}

function isAlive({ state }: Token): boolean {
  return state === 'current' || state === 'overlapping'
}

const TONES = { current: 'ok', overlapping: 'warn', expired: 'bad', replaced: 'bad' } as const

function TokenLine({ token: { token, state, store, endsAt } }: { token: Token }) {
  const t = useT()
  return (
    <Line
      text={token}
      endsAt={endsAt}
      wholeMs={state === 'overlapping' ? OVERLAP_MS : LIFETIME_MS}
      tone={TONES[state]}
      word={t(`tokens.${state}`)}
      note={`${store === 'get' ? 'cgi-bin/token' : 'cgi-bin/stable_token'} · ${t(`tokens.${state}.hint`)}`}
      testId={`token-${state}`}
    />
  )
}

function Line({
  text,
  endsAt,
  wholeMs,
  tone,
  word,
  note,
  testId,
}: {
  text: string
  endsAt: number
  wholeMs: number
  tone: 'ok' | 'warn' | 'bad'
  word: string
  note?: string
  testId?: string
}) {
  const t = useT()
  const copy = useCopy()
  const left = Math.max(0, endsAt - useSimNow())
  const share: CSSProperties & { '--v': number } = { '--v': Math.min(100, (left / wholeMs) * 100) }
  return (
    <div className="tok" data-testid={testId}>
      <div className="top">
        <span className={`tag ${tone}`}>{word}</span>
        <code className="mono" title={text}>
          {text.slice(0, 12)}…{text.slice(-4)}
        </code>
        <button
          type="button"
          className="icobtn"
          aria-label={t('copy')}
          title={t('copy')}
          onClick={() => copy(text)}
        >
          <Icon name="copy" />
        </button>
        <span className="left">{tone === 'bad' ? '–' : toCountdown(left)}</span>
      </div>
      {tone !== 'bad' && (
        <div className={`meter ${tone}`} aria-hidden="true">
          <i style={share} />
        </div>
      )}
      {note && <span className="hint">{note}</span>}
    </div>
  )
}
