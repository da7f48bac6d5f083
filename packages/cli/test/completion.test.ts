import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { COMMANDS } from '../src/commands.ts'
import { yingwu } from './support/terminal.ts'

/** What bash offers behind these words. */
async function offered(...words: string[]): Promise<string[]> {
  const { out } = await yingwu(['completion', 'bash'])
  const quoted = words.map((word) => `'${word}'`).join(' ')
  const script = `${out}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _yingwu; printf '%s\\n' "\${COMPREPLY[@]}"`
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n')
}

test('bash offers commands, their words and their options', async () => {
  expect(await offered('yingwu', 'd')).toEqual(['decode', 'doctor'])
  expect(await offered('yingwu', 'call', 'user.i')).toEqual(['user.info'])
  expect(await offered('yingwu', 'trigger', 'TEMPLATE')).toEqual(['TEMPLATESENDJOBFINISH'])
  expect(await offered('yingwu', 'trigger', 'text', '--op')).toEqual(['--openid'])
  expect(await offered('yingwu', 'menu', 'p')).toEqual(['pull', 'push'])
})

test.each(['bash', 'zsh', 'fish'])('%s knows every command', async (shell) => {
  const { code, out } = await yingwu(['completion', shell])
  for (const { usage } of COMMANDS) expect(out).toContain(usage.split(' ')[0])
  expect(out).toContain('user.info')
  expect(code).toBeUndefined()
})

test('another shell is refused', async () => {
  expect(await yingwu(['completion', 'tcsh'])).toMatchObject({ code: 2 })
})
