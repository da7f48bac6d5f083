import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { Seg } from '../parts/seg.tsx'
import { useView, useWindow } from '../view/window.ts'

/** 中 / EN and dark mode. */
export function LookSwitches() {
  const t = useT()
  const { set } = useWindow()
  const language = useView((view) => view.language)
  const theme = useView((view) => view.theme)
  return (
    <>
      <Seg
        label="语言 Language"
        value={language}
        options={[
          { value: 'zh', text: '中', testId: 'lang-zh' },
          { value: 'en', text: 'EN', testId: 'lang-en' },
        ]}
        onPick={(picked) => set({ language: picked })}
      />
      <button
        type="button"
        className="icobtn"
        data-testid="theme"
        aria-pressed={theme === 'dark'}
        aria-label={t('darkMode')}
        title={`${t('darkMode')} (D)`}
        onClick={() => set({ theme: theme === 'dark' ? 'light' : 'dark' })}
      >
        <Icon name="moon" />
      </button>
    </>
  )
}
