/**
 * `when` of a field: `member=value|value` or `!member` (absent or empty), several joined by a comma and a space.
 */
export interface Condition {
  member: string
  in?: string[]
}

export function parseWhen(when: string | undefined): Condition[] {
  if (when === undefined) return []
  return when.split(', ').map((part) => {
    const match = /^(?:!(?<absent>\w+)|(?<member>\w+)=(?<values>.+))$/.exec(part)?.groups
    if (match?.absent !== undefined) return { member: match.absent }
    if (match?.member === undefined || match.values === undefined) {
      throw new Error(`contract: "when: ${when}" must be member=value|value or !member`)
    }
    return { member: match.member, in: match.values.split('|') }
  })
}

/** The condition as the end of the sentence "Needed …". */
export function describeWhen(conditions: Condition[]): string {
  return conditions.map((condition) => describe(condition)).join(' and ')
}

function describe({ member, in: values }: Condition): string {
  if (!values) return `without \`${member}\``
  const all = values.map((value) => `\`${value}\``)
  const last = all.pop() ?? ''
  return `when \`${member}\` is ${all.length > 0 ? `${all.join(', ')} or ` : ''}${last}`
}
