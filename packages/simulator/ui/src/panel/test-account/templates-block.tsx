import { type FormEvent, useState } from 'react'
import type { Account, TemplateBook } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block, Broken, Waiting } from '../../parts/block.tsx'
import { useCopy } from '../../parts/copy.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useChange } from '../../view/use-change.ts'

/** Shown as they are: the translations would take the braces for their own. */
const PARAMETER = '{{x.DATA}}'
const EXAMPLE = '{{first.DATA}}'

/** 模板消息接口: the account's templates; a test account writes its own. */
export function TemplatesBlock({ account: { appid, kind } }: { account: Account }) {
  const t = useT()
  const { value, error, reload } = useLoaded(api.templates, appid)
  return (
    <Block
      title={t('testAccount.templates')}
      hint={String(value?.templates.length ?? '')}
      testId="test-templates"
    >
      {error && <Broken error={error} onRetry={reload} />}
      {!error && !value && <Waiting />}
      {value && value.templates.length > 0 && <Templates appid={appid} book={value} onRemoved={reload} />}
      {kind === 'sandbox' && <NewTemplate appid={appid} onAdded={reload} />}
    </Block>
  )
}

function Templates({
  appid,
  book: { templates },
  onRemoved,
}: {
  appid: string
  book: TemplateBook
  onRemoved: () => void
}) {
  const t = useT()
  const copy = useCopy()
  const change = useChange()

  async function remove(id: string, title: string): Promise<void> {
    await change(() => api.removeTemplate(appid, id), t('testAccount.templateRemoved', { title }))
    onRemoved()
  }

  return (
    <ul className="testlist">
      {templates.map(({ id, title, content }) => (
        <li key={id} className="tall" data-testid="test-template">
          <div>
            <b>{title}</b>
            <pre>{content}</pre>
            <button
              type="button"
              className="lk mono"
              data-testid="test-template-id"
              title={`${t('copy')} template_id`}
              onClick={() => copy(id)}
            >
              {id}
            </button>
          </div>
          <button
            type="button"
            className="btn s"
            data-testid="test-template-remove"
            aria-label={t('testAccount.removeTemplate', { title })}
            onClick={() => void remove(id, title)}
          >
            {t('testAccount.remove')}
          </button>
        </li>
      ))}
    </ul>
  )
}

function NewTemplate({ appid, onAdded }: { appid: string; onAdded: () => void }) {
  const t = useT()
  const change = useChange()
  const [title, setTitle] = useState('')
  const [content, setContent] = useState('')

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const isDone = await change(() => api.addTemplate(appid, { title, content }), t('testAccount.added'))
    if (!isDone) return
    setTitle('')
    setContent('')
    onAdded()
  }

  return (
    <form className="in" onSubmit={(event) => void submit(event)}>
      <label className="field">
        <span>{t('testAccount.templateTitle')}</span>
        <input
          className="inp"
          data-testid="test-template-title"
          required
          maxLength={64}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
        />
      </label>
      <label className="field">
        <span>{t('testAccount.templateContent')}</span>
        <textarea
          className="inp"
          data-testid="test-template-content"
          required
          rows={3}
          maxLength={2000}
          placeholder={EXAMPLE}
          value={content}
          onChange={({ target }) => setContent(target.value)}
        />
      </label>
      <p className="hint">{t('testAccount.templateHint', { parameter: PARAMETER, example: EXAMPLE })}</p>
      <p className="inrow">
        <button type="submit" className="btn" data-testid="test-template-add">
          {t('testAccount.add')}
        </button>
      </p>
    </form>
  )
}
