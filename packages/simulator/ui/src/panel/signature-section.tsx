import type { Attempt } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'

/** The inputs in the order in which they were hashed, and both sides' results. */
export function SignatureSection({ attempt: { signature } }: { attempt: Attempt }) {
  const t = useT()
  const { inputs, sent, replyExpected, replyGot } = signature
  const isBad = replyExpected !== null && replyExpected !== replyGot
  const word = isBad ? 'signatureBad' : replyExpected === null ? 'signatureSent' : 'signatureOk'
  return (
    <section className="sec" data-testid="signature">
      <h3>
        {t('signature')}
        <span className={`v ${isBad ? 'bad' : 'ok'}`}>
          <Icon name={isBad ? 'warn' : 'check'} />
          {t(word)}
        </span>
      </h3>
      <dl className="kv">
        <dt>{t('sortedInputs')}</dt>
        <dd className="mono">
          {inputs.map((input, index) => (
            <span key={`${index} ${input}`} className="sort" title={input.length > 200 ? undefined : input}>
              {shorten(input)}
            </span>
          ))}
        </dd>
        <dt>{t('pushSent')}</dt>
        <dd className="mono">{sent}</dd>
        {replyExpected !== null && (
          <>
            <dt>{t('replyExpected')}</dt>
            <dd className="mono">{replyExpected}</dd>
            <dt>{t('replyGot')}</dt>
            <dd className="mono">{replyGot ?? t('none')}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

function shorten(input: string): string {
  return input.length > 40 ? `${input.slice(0, 8)}…${input.slice(-6)}` : input
}
