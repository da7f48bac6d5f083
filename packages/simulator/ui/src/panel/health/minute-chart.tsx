import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'

const WIDTH = 6
const GAP = 2
const HEIGHT = 72
/** Whatever happened at all is seen. */
const LEAST = 2

/** A minute as 60 bars; the part of each that went wrong stands at its foot. Readers get a sentence. */
export function MinuteChart({
  title,
  all,
  bad,
  badWord,
  testId,
}: {
  title: string
  all: readonly number[]
  bad: readonly number[]
  badWord: string
  testId: string
}) {
  const t = useT()
  const most = Math.max(1, ...all, ...bad)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
  const height = (n: number) => (n === 0 ? 0 : Math.max(LEAST, (n / most) * HEIGHT))
  return (
    <Block title={title} hint={t('health.minute', { most: Math.max(...all, ...bad) })} testId={testId}>
      <div className="in">
        <svg
          className="minute"
          viewBox={`0 0 ${all.length * (WIDTH + GAP)} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('health.chartTwin', {
            title,
            count: sum(all),
            word: badWord,
            bad: sum(bad),
            most: Math.max(...all),
          })}
        >
          {all.map((count, second) => {
            const x = second * (WIDTH + GAP)
            const wrong = bad[second] ?? 0
            return (
              // The place is what a bar is: it moves along as seconds pass.
              <g key={x}>
                <rect x={x} y={HEIGHT - height(count)} width={WIDTH} height={height(count)} />
                {wrong > 0 && (
                  <rect
                    className="bad"
                    x={x}
                    y={HEIGHT - height(wrong)}
                    width={WIDTH}
                    height={height(wrong)}
                  />
                )}
              </g>
            )
          })}
        </svg>
        <p className="hint legend num">
          <span className="key" /> {title} {sum(all).toLocaleString('en')}
          <span className="key bad" /> {badWord} {sum(bad).toLocaleString('en')}
        </p>
      </div>
    </Block>
  )
}
