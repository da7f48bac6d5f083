/** What the tests of a file are called, read from its source without running it. */
import { type ESTree, parseSync, Visitor } from 'vite'

/** `describe › test`, in the order of the file. Titles that are put together at run time are left out. */
export function testNamesIn(source: string): string[] {
  const groups: string[] = []
  const names: string[] = []
  const { program } = parseSync('a.test.ts', source)
  new Visitor({
    CallExpression(call) {
      const title = titleOf(call)
      if (title === undefined) return
      if (rootOf(call.callee) === 'describe') groups.push(title)
      if (rootOf(call.callee) === 'test') names.push([...groups, title].join(' › '))
    },
    'CallExpression:exit'(call) {
      if (rootOf(call.callee) === 'describe' && titleOf(call) !== undefined) groups.pop()
    },
  }).visit(program)
  return names
}

function titleOf({ arguments: [first] }: ESTree.CallExpression): string | undefined {
  return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : undefined
}

/** `test` of `test`, of `test.each(…)` and of `test.for<…>(…)`. */
function rootOf(callee: ESTree.Expression): string | undefined {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type === 'MemberExpression') return rootOf(callee.object)
  return callee.type === 'CallExpression' ? rootOf(callee.callee) : undefined
}
