import { useState } from 'react'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useChange } from '../../view/use-change.ts'
import { useAccount } from '../../view/use-shown.ts'
import { useWindow } from '../../view/window.ts'
import { AccountStateBlock } from './account-state-block.tsx'
import { exportFile } from './export-file.ts'
import { ImportButton } from './import-button.tsx'
import { SnapshotBlock } from './snapshot-block.tsx'
import { keepSnapshot } from './snapshots.ts'

/** 状态: the whole simulator or its account as a file, as a snapshot, or back at its start. */
export function StateTab() {
  const t = useT()
  const { set } = useWindow()
  const change = useChange()
  const account = useAccount()
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  /** The present state is kept first, so that any way back stays open. `appid`: of the document this account alone. */
  async function restore(name: string, read: () => Promise<unknown>, appid?: string): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      const document = await read()
      const before = await api.state()
      await (appid === undefined ? api.setState(document) : api.setAccountState(appid, document))
      keepSnapshot(t('state.before', { name }), before)
      set({ selectedPush: null, selectedCall: null })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  const importFile = (file: File, appid?: string) =>
    restore(file.name, async () => JSON.parse(await file.text()), appid)

  async function resetOne(appid: string): Promise<void> {
    const before = await api.state()
    if (!(await change(() => api.resetAccount(appid), t('state.resetOneDone')))) return
    keepSnapshot(t('state.before', { name: t('state.resetOne') }), before)
    set({ selectedPush: null, selectedCall: null })
  }

  return (
    <div className="pad">
      <div className="col">
        <SnapshotBlock
          isBusy={isBusy}
          onRestore={({ name, document }, isAccountAlone) =>
            restore(name, async () => document, isAccountAlone ? account?.appid : undefined)
          }
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
              <ImportButton
                text={t('state.import')}
                testId="state-import"
                disabled={isBusy}
                onFile={importFile}
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
        {account && (
          <AccountStateBlock
            appid={account.appid}
            isBusy={isBusy}
            onImport={(file) => importFile(file, account.appid)}
            onReset={() => resetOne(account.appid)}
          />
        )}
        <Block title={t('reset')} testId="state-reset">
          <div className="in opt">
            <p className="hint">{t('state.resetHint')}</p>
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
