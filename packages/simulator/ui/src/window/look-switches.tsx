import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { MenuButton } from '../parts/menu-button.tsx'
import { Seg } from '../parts/seg.tsx'
import { useView, useWindow } from '../view/window.ts'

/** 中 / EN, dark mode, and how the phones are. */
export function LookSwitches() {
  const t = useT()
  const { set } = useWindow()
  const language = useView((view) => view.language)
  const theme = useView((view) => view.theme)
  const [frame, contrast, keepMenu] = [
    useView((view) => view.frame),
    useView((view) => view.contrast),
    useView((view) => view.keepMenu),
  ]
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
      <MenuButton
        label={t('phoneSettings')}
        testId="phone-settings"
        items={[
          { text: t('showFrame'), checked: frame, run: () => set({ frame: !frame }) },
          { text: t('moreContrast'), checked: contrast, run: () => set({ contrast: !contrast }) },
          { text: t('keepMenu'), checked: keepMenu, run: () => set({ keepMenu: !keepMenu }) },
          { text: t('shortcutsMore'), testId: 'shortcuts', run: () => set({ dialog: 'help' }) },
        ]}
      >
        <Icon name="settings" />
      </MenuButton>
    </>
  )
}
