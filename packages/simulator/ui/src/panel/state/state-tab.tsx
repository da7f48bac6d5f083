import { useRef, useState } from 'react'
import type { StateDocument } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useChange } from '../../view/use-change.ts'
import { useAccount } from '../../view/use-shown.ts'
import { useWindow } from '../../view/window.ts'
import { SnapshotBlock } from './snapshot-block.tsx'
import { keepSnapshot } from './snapshots.ts'

/** 状态: the whole simulator as a file, as a snapshot, or back at its start. */
export function StateTab() {
  const t = useT()
  const { set } = useWindow()
  const change = useChange()
  const account = useAccount()
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)

  /** The present state is kept first, so that any way back stays open. */
  async function restore(name: string, read: () => Promise<unknown>): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      const document = await read()
      const before = await api.state()
      await api.setState(document)
      keepSnapshot(t('state.before', { name }), before)
      set({ selectedPush: null, selectedCall: null })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  async function resetOne(): Promise<void> {
    if (!account) return
    const before = await api.state()
    if (!(await change(() => api.resetAccount(account.appid), t('state.resetOneDone')))) return
    keepSnapshot(t('state.before', { name: t('state.resetOne') }), before)
    set({ selectedPush: null, selectedCall: null })
  }

  async function importFile(file: File | undefined): Promise<void> {
    if (file) await restore(file.name, async () => JSON.parse(await file.text()))
    if (chooser.current) chooser.current.value = ''
  }

  return (
    <div className="pad">
      <div className="col">
        <SnapshotBlock
          isBusy={isBusy}
          onRestore={({ name, document }) => restore(name, async () => document)}
        />
      </div>
      <div className="col">
        <Block title={t('state.file')} testId="state-file">
          <div className="in">
            <p className="hint">{t('state.hint')}</p>
            <div className="inrow">
              <button
                type="button"
                className="btn"
                data-testid="state-export"
                onClick={() => void change(() => exportFile(api.state))}
              >
                <Icon name="download" />
                <span>{t('state.export')}</span>
              </button>
              <button
                type="button"
                className="btn"
                data-testid="state-export-one"
                disabled={!account}
                onClick={() =>
                  account && void change(() => exportFile(() => api.accountState(account.appid)))
                }
              >
                <Icon name="download" />
                <span>{t('state.exportOne')}</span>
              </button>
              <button
                type="button"
                className="btn"
                disabled={isBusy}
                onClick={() => chooser.current?.click()}
              >
                <Icon name="upload" />
                <span>{t('state.import')}</span>
              </button>
              <input
                ref={chooser}
                hidden
                type="file"
                accept="application/json,.json"
                data-testid="state-import"
                onChange={({ target }) => void importFile(target.files?.[0])}
              />
            </div>
            {problem !== null && (
              <div className="callout bad" role="alert" data-testid="state-problem">
                <Icon name="warn" />
                <div>
                  <b>{t('state.refused')}</b>
                  <pre className="plain">{problem}</pre>
                </div>
              </div>
            )}
          </div>
        </Block>
        <Block title={t('reset')} testId="state-reset">
          <div className="in opt">
            <p className="hint">{t('state.resetHint')}</p>
            <button
              type="button"
              className="btn danger"
              data-testid="state-reset-one"
              disabled={isBusy || !account}
              onClick={() => void resetOne()}
            >
              {t('state.resetOne')}
            </button>
            <button
              type="button"
              className="btn danger"
              data-testid="state-reset-all"
              onClick={() => set({ dialog: 'reset' })}
            >
              {t('reset')}…
            </button>
          </div>
        </Block>
      </div>
    </div>
  )
}

async function exportFile(read: () => Promise<StateDocument>): Promise<void> {
  const document = await read()
  const url = URL.createObjectURL(new Blob([JSON.stringify(document)], { type: 'application/json' }))
  const link = window.document.createElement('a')
  link.href = url
  link.download = `yingwu-${new Date().toISOString().slice(0, 16).replace(/\D/g, '')}.json`
  link.click()
  URL.revokeObjectURL(url)
}
