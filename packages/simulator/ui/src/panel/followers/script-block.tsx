import { useMemo } from 'react'
import type { ScriptRun } from '../../../../src/control/types.ts'
import { followersApi } from '../../api/followers-api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block, Broken, Waiting } from '../../parts/block.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useChange } from '../../view/use-change.ts'
import { useSim } from '../../view/window.ts'
import { ScriptForm } from './script-form.tsx'
import { toDeed } from './deeds.ts'

/** 脚本: many people do something within a time; below the form what runs and what has ended. */
export function ScriptBlock({ appid }: { appid: string }) {
  const t = useT()
  const generation = useSim((state) => state.generation)
  const heard = useSim((state) => state.scripts)
  const { value: loaded, error, reload } = useLoaded(readScripts, generation)
  const runs = useMemo(() => merge(loaded ?? [], heard, appid), [loaded, heard, appid])
  const running = runs.filter(({ state }) => state === 'running').length
  return (
    <Block
      title={t('scripts')}
      hint={running > 0 ? t('scripts.running', { count: running }) : ''}
      testId="scripts"
    >
      <ScriptForm appid={appid} />
      {error && <Broken error={error} onRetry={reload} />}
      {!error && loaded === undefined && <Waiting />}
      {runs.length > 0 && (
        <ul className="faults">
          {runs.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </ul>
      )}
    </Block>
  )
}

function Run({ run }: { run: ScriptRun }) {
  const t = useT()
  const change = useChange()
  const { script, state, people, total, begun, pushes } = run
  const percent = Math.floor((100 * begun) / total)
  const words = t('scripts.words', { people, seconds: script.withinSeconds, deed: toDeed(script.does, t) })
  return (
    <li data-testid={`script-${run.id}`} data-state={state}>
      <div className="what">
        <b>
          <bdi>{script.name ?? words}</bdi>
        </b>
        <div
          className={`meter ${state === 'running' ? 'acc' : ''}`}
          role="progressbar"
          aria-label={words}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <i style={{ width: `${percent}%` }} />
        </div>
        <span className="hint num">
          {t(`scripts.state.${state}`)} {begun} / {total} · {t('scripts.pushes', pushes)}
        </span>
        {run.problem !== null && (
          <span className="problem">
            {t('scripts.refused', { count: run.refused, problem: run.problem })}
          </span>
        )}
      </div>
      {state === 'running' && (
        <span className="tools">
          <button
            type="button"
            className="btn s"
            data-testid={`script-stop-${run.id}`}
            onClick={() => void change(() => followersApi.stopScript(run.id))}
          >
            {t('scripts.stop')}
          </button>
        </span>
      )}
    </li>
  )
}

/** The argument only says when to read anew. */
function readScripts(_generation: number): Promise<ScriptRun[]> {
  return followersApi.scripts()
}

/** What was heard is newer than what was read. */
function merge(read: readonly ScriptRun[], heard: { [id: string]: ScriptRun }, appid: string): ScriptRun[] {
  const runs = new Map(read.map((run) => [run.id, run]))
  for (const run of Object.values(heard)) runs.set(run.id, run)
  return [...runs.values()]
    .filter(({ script }) => script.appid === appid)
    .sort((one, other) => Number(other.id) - Number(one.id))
}
