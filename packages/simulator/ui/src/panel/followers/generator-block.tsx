import { type FormEvent, useState } from 'react'
import type {
  Growth,
  NewFollowers,
  Persona,
  PersonaId,
  SubscribeScene,
} from '../../../../src/control/types.ts'
import { followersApi } from '../../api/followers-api.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Seg } from '../../parts/seg.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useWindow } from '../../view/window.ts'
import { parseNumbers } from './weights.ts'

const GROWTHS: readonly Growth[] = ['even', 'rising', 'campaign']
const MOST = 1_000_000
const SCENE = 'ADD_SCENE_'

interface Form {
  count: string
  seed: string
  growth: Growth
  days: string
  active: string
  tags: string
  sources: string
  languages: string
}

const START: Form = {
  count: '10000',
  seed: '42',
  growth: 'rising',
  days: '365',
  active: '10',
  tags: '',
  sources: 'SEARCH=45, QR_CODE=30, PROFILE_CARD=25',
  languages: 'zh_CN=95, en=5',
}

/** 生成粉丝 */
export function GeneratorBlock({ appid }: { appid: string }) {
  const t = useT()
  const { toast, sim } = useWindow()
  const [form, setForm] = useState(START)
  const { value: personas, error } = useLoaded(followersApi.personas, undefined)
  const [left, setLeft] = useState<readonly PersonaId[]>([])
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // Before they are known, everybody would be ordinary.
  const isReady = (personas ?? error) !== undefined && !isBusy
  const wanted = (personas ?? []).map(({ id }) => id).filter((id) => !left.includes(id))

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setProblem(null)
    const wish = toWish(appid, form, wanted, sim.store.get().clock.now)
    if (wish === null) return setProblem(t('followers.badNumbers'))
    setBusy(true)
    try {
      const { added, existing, tookMs } = await followersApi.generate(wish)
      const counts = { added: added.toLocaleString('en'), existing: existing.toLocaleString('en') }
      toast(t(existing > 0 ? 'followers.addedSome' : 'followers.added', { ...counts, ms: tookMs }))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  const field = (name: Exclude<keyof Form, 'growth'>, limits?: { min: number; max: number }) => (
    <label className="field">
      <span>{t(`followers.${name}`)}</span>
      <input
        className="inp"
        data-testid={`generate-${name}`}
        value={form[name]}
        placeholder={t(`followers.${name}.hint`)}
        {...(limits && { type: 'number', required: true, ...limits })}
        onChange={({ target }) => setForm({ ...form, [name]: target.value })}
      />
    </label>
  )

  return (
    <Block title={t('followers.generate')} testId="generator">
      <form className="in" onSubmit={(event) => void submit(event)}>
        {field('count', { min: 1, max: MOST })}
        {field('seed', { min: 0, max: 2 ** 32 - 1 })}
        {field('tags')}
        <Personas
          personas={personas ?? []}
          wanted={wanted}
          onToggle={(id) => setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id])}
        />
        <details>
          <summary>{t('followers.more')}</summary>
          <div className="fields">
            {field('days', { min: 1, max: 5000 })}
            <div className="field">
              <span>{t('followers.growth')}</span>
              <Seg
                label={t('followers.growth')}
                value={form.growth}
                options={GROWTHS.map((value) => ({ value, text: t(`followers.growth.${value}`) }))}
                onPick={(growth) => setForm({ ...form, growth })}
              />
            </div>
            {field('active', { min: 0, max: 100 })}
            {field('sources')}
            {field('languages')}
          </div>
        </details>
        {problem !== null && (
          <p className="problem" role="alert" data-testid="generate-problem">
            {problem}
          </p>
        )}
        <div className="inrow">
          <button type="submit" className="btn main" data-testid="generate" disabled={!isReady}>
            {t(isBusy ? 'followers.busy' : 'followers.generateCount', { count: form.count })}
          </button>
          <span className="hint">{t('followers.seedHint')}</span>
        </div>
      </form>
    </Block>
  )
}

function Personas({
  personas,
  wanted,
  onToggle,
}: {
  personas: readonly Persona[]
  wanted: readonly PersonaId[]
  onToggle: (id: PersonaId) => void
}) {
  const t = useT()
  const pick = usePick()
  return (
    <div className="field personas">
      <span>{t('followers.personas')}</span>
      <fieldset className="inrow" aria-label={t('followers.personas')}>
        {personas.map(({ id, title, about, nickname }) => (
          <button
            key={id}
            type="button"
            className={`tag ${wanted.includes(id) ? 'acc' : ''}`}
            data-testid={`persona-${id}`}
            aria-pressed={wanted.includes(id)}
            title={`${pick(about)}\n${nickname}`}
            onClick={() => onToggle(id)}
          >
            {pick(title)}
          </button>
        ))}
      </fieldset>
    </div>
  )
}

const DAY_MS = 24 * 3_600_000

/** null where a line of numbers cannot be read. */
function toWish(appid: string, form: Form, personas: PersonaId[], now: number): NewFollowers | null {
  const [tags, sources, languages] = [form.tags, form.sources, form.languages].map(parseNumbers)
  if (!tags || !sources || !languages) return null
  const shares = Object.entries(tags).map(([name, percent]) => [name, percent / 100] as const)
  const scenes: { [Scene in SubscribeScene]?: number } = Object.fromEntries(
    Object.entries(sources).map(([name, weight]) => [name.startsWith(SCENE) ? name : SCENE + name, weight]),
  )
  return {
    appid,
    count: Number(form.count),
    seed: Number(form.seed),
    from: now - Number(form.days) * DAY_MS,
    growth: form.growth,
    active: Number(form.active) / 100,
    personas,
    tags: Object.fromEntries(shares),
    ...(Object.keys(sources).length > 0 && { sources: scenes }),
    ...(Object.keys(languages).length > 0 && { languages }),
  }
}
