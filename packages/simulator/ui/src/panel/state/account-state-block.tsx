import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useChange } from '../../view/use-change.ts'
import { exportFile } from './export-file.ts'
import { ImportButton } from './import-button.tsx'

/** The account without what is around it: time, weather and transcripts stay as they are. */
export function AccountStateBlock({
  appid,
  isBusy,
  onImport,
  onReset,
}: {
  appid: string
  isBusy: boolean
  onImport: (file: File) => Promise<void>
  onReset: () => Promise<void>
}) {
  const t = useT()
  const change = useChange()
  return (
    <Block title={t('state.one')} testId="state-one">
      <div className="in">
        <p className="hint">{t('state.oneHint')}</p>
        <div className="inrow">
          <button
            type="button"
            className="btn"
            data-testid="state-export-one"
            onClick={() => void change(() => exportFile(() => api.accountState(appid)))}
          >
            <Icon name="download" />
            <span>{t('state.exportOne')}</span>
          </button>
          <ImportButton
            text={t('state.importOne')}
            testId="state-import-one"
            disabled={isBusy}
            onFile={onImport}
          />
          <button
            type="button"
            className="btn danger"
            data-testid="state-reset-one"
            disabled={isBusy}
            onClick={() => void onReset()}
          >
            {t('state.resetOne')}
          </button>
        </div>
      </div>
    </Block>
  )
}
