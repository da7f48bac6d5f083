import type { Verification, VerificationStep } from '../../../src/control/types.ts'
import { usePick, useT } from '../i18n/use-t.ts'
import { Hex } from '../panel/hex.tsx'
import { Icon } from '../parts/icon.tsx'

const LOOKS = { passed: 'ok', failed: 'bad', skipped: 'idle' } as const

export function VerificationSteps({ verification }: { verification: Verification }) {
  const t = useT()
  return (
    <section aria-live="polite">
      <h4 className={`v ${verification.verified ? 'ok' : 'bad'}`} data-testid="verification">
        <Icon name={verification.verified ? 'check' : 'warn'} />
        {t(verification.verified ? 'verified' : 'notVerified')}
      </h4>
      <ol className="steps" aria-label={t('verification')}>
        {verification.steps.map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </ol>
    </section>
  )
}

function Step({ step }: { step: VerificationStep }) {
  const t = useT()
  const pick = usePick()
  return (
    <li className={LOOKS[step.state]}>
      <span className="m">
        {step.state === 'skipped' ? '–' : <Icon name={step.state === 'passed' ? 'check' : 'close'} />}
      </span>
      <b>{t(`step.${step.name}`)}</b>
      <p>{step.state === 'skipped' ? t('stepSkipped') : pick(step.text)}</p>
      {step.bytes && (
        <div className="more">
          <Hex pairs={step.bytes} />
        </div>
      )}
    </li>
  )
}
