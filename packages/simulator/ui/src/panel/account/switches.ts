/** The switches of an account in the order of the page: what each is called and may be is in the messages. */
import type { AccountSwitches } from '../../../../src/control/types.ts'

type Name = keyof AccountSwitches

/** Those that are on or off. */
type Toggle = { [N in Name]: AccountSwitches[N] extends boolean ? N : never }[Name]
/** Those with a few words to choose from. */
type Choice = { [N in Name]: AccountSwitches[N] extends string ? N : never }[Name]

export type SwitchSpec =
  | { type: 'toggle'; name: Toggle }
  | { [N in Choice]: { type: 'choice'; name: N; values: readonly AccountSwitches[N][] } }[Choice]
  | { type: 'attempts'; name: 'pushAttempts' }
  /** `unit` stands behind the field. */
  | { type: 'number'; name: 'pushTimeoutMs' | 'markFailAfter'; min: number; max: number; unit?: string }

export const GROUPS: readonly {
  name: 'pushing' | 'people' | 'publishing' | 'answers'
  switches: readonly SwitchSpec[]
}[] = [
  {
    name: 'pushing',
    switches: [
      { type: 'attempts', name: 'pushAttempts' },
      { type: 'number', name: 'pushTimeoutMs', min: 100, max: 60_000, unit: 'ms' },
      { type: 'number', name: 'markFailAfter', min: 0, max: 1000 },
      { type: 'toggle', name: 'voiceRecognition' },
      { type: 'choice', name: 'noticeWording', values: ['client', 'manual'] },
      { type: 'choice', name: 'allowance', values: ['current', 'june2021', 'before2021'] },
    ],
  },
  {
    name: 'people',
    switches: [
      { type: 'toggle', name: 'oldProfileFields' },
      { type: 'toggle', name: 'strictUserAgent' },
      { type: 'choice', name: 'oauthRefusal', values: ['redirect', 'close'] },
    ],
  },
  {
    name: 'publishing',
    switches: [
      { type: 'toggle', name: 'draftBox' },
      { type: 'choice', name: 'publishResult', values: ['done', 'originality', 'failed', 'refused'] },
      { type: 'choice', name: 'originality', values: ['original', 'reprint', 'forbidden'] },
    ],
  },
  {
    name: 'answers',
    switches: [
      { type: 'choice', name: 'contentType', values: ['wechat', 'json'] },
      { type: 'choice', name: 'errmsgStyle', values: ['rid', 'hint', 'hintOnly'] },
      { type: 'toggle', name: 'errorsCount' },
      { type: 'choice', name: 'allowListFor', values: ['tokens', 'all'] },
      { type: 'toggle', name: 'secretFrozen' },
    ],
  },
]
