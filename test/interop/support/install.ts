/** SDKs from their registries, as their lockfiles say, kept until a lockfile changes. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const INTEROP = fileURLToPath(new URL('..', import.meta.url))
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/yingwu-interop', import.meta.url))

/** @returns the interpreter of an environment that has what `<sdk>/requirements.txt` lists */
export async function installPython(sdk: string): Promise<string> {
  const requirements = join(INTEROP, sdk, 'requirements.txt')
  const folder = await kept(sdk, [requirements], async (folder) => {
    await run('python3', ['-m', 'venv', folder], PYTHON)
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '-r',
      requirements,
    ]
    await run(join(folder, 'bin', 'python'), pip, PYTHON)
  })
  return join(folder, 'bin', 'python')
}

/** @returns the compiled program of the folder */
export async function installGo(sdk: string): Promise<string> {
  const source = join(INTEROP, sdk)
  const inputs = readdirSync(source).map((name) => join(source, name))
  const folder = await kept(sdk, inputs, (folder) =>
    run('go', ['build', '-mod=readonly', '-o', join(folder, 'program'), '.'], GO, source),
  )
  return join(folder, 'program')
}

/** The languages themselves, for programs without an SDK. */
export async function installLanguages(): Promise<void> {
  await run('python3', ['--version'], PYTHON)
  await run('go', ['version'], GO)
}

/** A Java that compiles, and Maven, which fetches the SDK. */
export async function installJava(): Promise<void> {
  await run('javac', ['--version'], JAVA)
  await run('mvn', ['--version'], JAVA)
}

/** PHP is not on every machine, and its registry not in every network: what is missing, or nothing. */
export async function missingForPhp(): Promise<string> {
  const { code } = await attempt('composer', ['show', '--available', '-n', 'w7corp/easywechat', '6.19.1'])
  if (code === 'ENOENT') return 'there is no composer'
  return code === 0 ? '' : 'composer does not reach its registry'
}

/** @returns the folder for `NODE_PATH` */
export async function installNpm(sdk: string): Promise<string> {
  const files = ['package.json', 'package-lock.json'].map((name) => join(INTEROP, sdk, name))
  const folder = await kept(sdk, files, async (folder) => {
    for (const file of files) copyFileSync(file, join(folder, file.slice(join(INTEROP, sdk).length)))
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], NPM, folder)
  })
  return join(folder, 'node_modules')
}

/** What a machine must have, and the packages in which Debian has it. */
interface Need {
  what: string
  debian: string[]
}

const PYTHON: Need = { what: 'Python 3.11 or newer with venv', debian: ['python3', 'python3-venv'] }
const GO: Need = { what: 'Go 1.18 or newer', debian: ['golang-go'] }
const JAVA: Need = { what: 'a JDK 11 or newer with Maven', debian: ['default-jdk-headless', 'maven'] }
const NPM: Need = { what: 'npm', debian: ['npm'] }

/** The folder for these inputs, filled by `install` if it is not there yet. */
async function kept(
  sdk: string,
  inputs: string[],
  install: (folder: string) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256')
  for (const file of inputs) hash.update(readFileSync(file))
  const folder = join(CACHE, `${sdk}-${hash.digest('hex').slice(0, 16)}`)
  const complete = join(folder, '.complete')
  if (existsSync(complete)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await install(folder)
  writeFileSync(complete, '')
  return folder
}

/** @throws Error with what the program said, and with what to install when it is not there at all */
async function run(command: string, args: string[], need: Need, cwd?: string): Promise<void> {
  const first = await attempt(command, args, cwd)
  const isMissing = first.code === 'ENOENT'
  const { code, output } =
    isMissing && (await installOnDebian(need)) ? await attempt(command, args, cwd) : first
  if (code === 0) return
  const remedy = `${need.what} (Debian: apt-get install ${need.debian.join(' ')})`
  throw new Error(
    isMissing
      ? `The interop tests need ${remedy}: there is no ${command}`
      : `${command} ${args.join(' ')} ended with ${code}; it needs ${remedy}\n${output}`,
  )
}

/** Test files run beside each other: one waits for the other's installation. */
const INSTALL = ['-qq', '-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends']

/** As for the browser: root on Debian gets what is missing. */
async function installOnDebian({ debian }: Need): Promise<boolean> {
  if (process.getuid?.() !== 0) return false
  await attempt('apt-get', ['-qq', 'update'])
  return (await attempt('apt-get', [...INSTALL, ...debian])).code === 0
}

function attempt(command: string, args: string[], cwd?: string) {
  return new Promise<{ code: number | string | null; output: string }>((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd !== undefined && { cwd }),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', (error) =>
      resolve({ code: 'code' in error ? String(error.code) : null, output: error.message }),
    )
    child.on('close', (code) => resolve({ code, output }))
  })
}
