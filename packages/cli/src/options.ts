/** Options of a command. cac checks that they exist; their values are read here, as typed: it would make `0123` a number. */
export interface OptionSpec {
  /** `--set <field=value>`; without a value `--json`. */
  readonly flag: string
  readonly zh: string
  readonly en: string
}

export interface Options {
  /** The last value given. */
  get(name: string): string | undefined
  /** All values, in their order. */
  all(name: string): string[]
  has(name: string): boolean
}

/** @param argv what follows the command's name, up to `--` */
export function readOptions(specs: readonly OptionSpec[], argv: readonly string[]): Options {
  const values = new Map<string, string[]>()
  const own = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv
  for (const { flag } of specs) {
    const { name, takesValue } = parseFlag(flag)
    const found = own.flatMap((word, at) => {
      if (word === `--${name}`) return [takesValue ? (own[at + 1] ?? '') : '']
      return word.startsWith(`--${name}=`) ? [word.slice(name.length + 3)] : []
    })
    if (found.length > 0) values.set(name, found)
  }
  return {
    get: (name) => values.get(name)?.at(-1),
    all: (name) => values.get(name) ?? [],
    has: (name) => values.has(name),
  }
}

export function parseFlag(flag: string): { name: string; takesValue: boolean } {
  const [dashed = '', value] = flag.split(' ')
  return { name: dashed.replace(/^--/, ''), takesValue: value !== undefined }
}
