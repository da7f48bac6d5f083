/** `yingwu completion`: what the shell needs to complete our commands, made from their table. */
import { ENDPOINTS } from '@yingwu/protocol/contract'
import { type Command, COMMANDS, type Input } from '../commands.ts'
import { parseFlag } from '../options.ts'
import { UsageError } from '../usage-error.ts'
import { TRIGGERS } from './trigger.ts'
import { PUSH_KINDS } from '../push-kinds.ts'

export async function completion({ args, terminal }: Input): Promise<void> {
  const [shell = ''] = args
  const write = { bash, zsh, fish }[shell]
  if (write === undefined)
    throw new UsageError(
      `没有 ${shell} 的补全，有 bash、zsh、fish`,
      `there is completion for bash, zsh and fish, not for ${shell}`,
    )
  terminal.out(write())
}

const nameOf = ({ usage }: Command): string => usage.split(' ')[0] ?? ''

const flagsOf = ({ options = [] }: Command): string[] =>
  options.map(({ flag }) => `--${parseFlag(flag).name}`)

function wordsOf(command: Command): readonly string[] {
  switch (nameOf(command)) {
    case 'call':
      return Object.keys(ENDPOINTS)
    case 'trigger':
      return TRIGGERS
    case 'encode':
      return PUSH_KINDS
    default:
      return command.words ?? []
  }
}

function bash(): string {
  const cases = COMMANDS.map(
    (command) =>
      `    ${nameOf(command)}) flags="${flagsOf(command).join(' ')}" words="${wordsOf(command).join(' ')}" ;;`,
  )
  return `_yingwu() {
  local cur=\${COMP_WORDS[COMP_CWORD]} flags= words=
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${COMMANDS.map(nameOf).join(' ')} --help --version" -- "$cur"))
  elif [ "\${cur#-}" != "$cur" ]; then
    COMPREPLY=($(compgen -W "$flags --help" -- "$cur"))
  elif [ "$COMP_CWORD" -eq 2 ]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
  fi
}
complete -o default -F _yingwu yingwu`
}

function zsh(): string {
  const commands = COMMANDS.map((command) => `    ${quote(`${nameOf(command)}:${command.zh} ${command.en}`)}`)
  const cases = COMMANDS.map(
    (command) =>
      `    ${nameOf(command)}) flags=(${flagsOf(command).join(' ')}); candidates=(${wordsOf(command).join(' ')}) ;;`,
  )
  return `#compdef yingwu
_yingwu() {
  local -a commands flags candidates
  commands=(
${commands.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
${cases.join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    compadd -- $flags --help
  elif (( CURRENT == 3 && $#candidates )); then
    compadd -- $candidates
  else
    _files
  fi
}
compdef _yingwu yingwu`
}

function fish(): string {
  return COMMANDS.flatMap((command) => {
    const name = nameOf(command)
    const inside = `complete -c yingwu -n '__fish_seen_subcommand_from ${name}'`
    const words = wordsOf(command)
    return [
      `complete -c yingwu -n __fish_use_subcommand -f -a ${name} -d ${quote(`${command.zh} ${command.en}`)}`,
      ...(command.options ?? []).map(({ flag, zh, en }) => {
        const { name: option, takesValue } = parseFlag(flag)
        return `${inside} -l ${option}${takesValue ? ' -r' : ''} -d ${quote(`${zh} ${en}`)}`
      }),
      ...(words.length > 0 ? [`${inside} -a '${words.join(' ')}'`] : []),
    ]
  }).join('\n')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
