/** `application/x-www-form-urlencoded` bodies, which older senders post to the paths shared with mini programs. */

const LIST_MEMBER = /^(\w+)\[\d*\]$/

/** `kidList[0]=1&kidList[1]=2`, or the same name again and again, becomes a list. */
export function parseForm(text: string): { [member: string]: unknown } {
  const fields = new Map<string, string[]>()
  const lists = new Set<string>()
  for (const [spelled, value] of new URLSearchParams(text)) {
    const [, list] = LIST_MEMBER.exec(spelled) ?? []
    const name = list ?? spelled
    if (list !== undefined || fields.has(name)) lists.add(name)
    fields.set(name, [...(fields.get(name) ?? []), value])
  }
  return Object.fromEntries([...fields].map(([name, values]) => [name, lists.has(name) ? values : values[0]]))
}
