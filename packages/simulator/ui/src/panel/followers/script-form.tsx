import { type FormEvent, useState } from 'react'
import type { Script } from '../../../../src/control/types.ts'
import { followersApi } from '../../api/followers-api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'
import { type Deed, DEEDS, toAction, WORDED } from './deeds.ts'

interface Form {
  count: string
  tag: string
  deed: Deed
  word: string
  seconds: string
  times: string
}

const START: Form = { count: '500', tag: '', deed: 'text', word: '1', seconds: '60', times: '1' }

/** "500 of them reply 1 within 60 s", as one sentence to fill in. */
export function ScriptForm({ appid }: { appid: string }) {
  const t = useT()
  const [form, setForm] = useState(START)
  const [problem, setProblem] = useState<string | null>(null)
  const change = (changed: Partial<Form>) => setForm({ ...form, ...changed })

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setProblem(null)
    const tag = form.tag.trim()
    const who = { ...(form.count !== '' && { count: Number(form.count) }), ...(tag !== '' && { tag }) }
    const script: Script = {
      appid,
      who,
      does: toAction(form.deed, form.word),
      withinSeconds: Number(form.seconds),
      ...(form.times !== '1' && { repeat: { times: Number(form.times) } }),
    }
    try {
      await followersApi.startScript(script)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  const number = (
    name: 'count' | 'seconds' | 'times',
    limits: { min: number; max: number; required: boolean },
  ) => (
    <input
      className="inp num short"
      type="number"
      data-testid={`script-${name}`}
      aria-label={t(`scripts.${name}`)}
      title={t(`scripts.${name}`)}
      value={form[name]}
      {...limits}
      placeholder={t('all')}
      onChange={({ target }) => change({ [name]: target.value })}
    />
  )
  const word = (name: 'word' | 'tag', required: boolean) => (
    <input
      className="inp word"
      data-testid={`script-${name}`}
      aria-label={t(`scripts.${name}`)}
      title={t(`scripts.${name}`)}
      value={form[name]}
      placeholder={t(`scripts.${name}`)}
      required={required}
      onChange={({ target }) => change({ [name]: target.value })}
    />
  )

  return (
    <form className="in" onSubmit={(event) => void submit(event)}>
      <div className="inrow sentence">
        <span>{t('scripts.let')}</span>
        {number('count', { min: 1, max: 1_000_000, required: false })}
        <span>{t('scripts.people')}</span>
        {word('tag', false)}
        <span>{t('scripts.in')}</span>
        {number('seconds', { min: 0, max: 2_592_000, required: true })}
        <span>{t('scripts.do')}</span>
        <select
          className="inp short"
          data-testid="script-deed"
          aria-label={t('scripts.action')}
          value={form.deed}
          onChange={({ target }) => change({ deed: DEEDS.find((deed) => deed === target.value) ?? 'text' })}
        >
          {DEEDS.map((deed) => (
            <option key={deed} value={deed}>
              {t(`scripts.deed.${deed}`)}
            </option>
          ))}
        </select>
        {WORDED.includes(form.deed) && word('word', true)}
        {number('times', { min: 1, max: 10_000, required: true })}
        <span>{t('scripts.timesUnit')}</span>
      </div>
      {problem !== null && (
        <p className="problem" role="alert" data-testid="script-problem">
          {problem}
        </p>
      )}
      <div className="inrow">
        <button type="submit" className="btn main" data-testid="script-start">
          <Icon name="play" />
          <span>{t('scripts.start')}</span>
        </button>
        <span className="hint">{t('scripts.hint')}</span>
      </div>
    </form>
  )
}
