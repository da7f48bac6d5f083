/** What a story is: one behaviour that the simulator promises, and the test that shows it. */

/** A screen of the phone or a tab of the panel, with what it promises. */
export interface Area {
  zh: string
  en: string
  shown: readonly Shown[]
}

/** The stories that one test shows. */
export interface Shown {
  /** In test/e2e */
  file: string
  /** `describe › test` */
  test: string
  stories: readonly Story[]
}

export type Story = readonly [zh: string, en: string]

export function shown(file: string, test: string, ...stories: readonly Story[]): Shown {
  return { file, test, stories }
}
