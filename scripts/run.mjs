// Runs one of the project's programs on a machine that has nothing but some Node (18 or newer) and npm: installs what the
// lockfile says if it changed, builds the packages and the phone's page if their sources changed (--build), and hands over
// to the Node that the project brings along.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 18)
  stop(`Node ${process.version} is too old even to set up. Install Node 18 or newer: https://nodejs.org/`)

const needsBuild = process.argv[2] === '--build'
const [program, ...rest] = process.argv.slice(needsBuild ? 3 : 2)

once(
  join(modules, '.yingwu-installed'),
  digest([join(root, 'package-lock.json')]),
  '安装依赖 Installing dependencies …',
  () =>
    run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
      'ci',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]),
)
const node = nodeOfProject()
process.env.PATH = join(modules, '.bin') + delimiter + process.env.PATH

if (needsBuild) {
  const packages = join(root, 'packages')
  const sources = readdirSync(packages).map((name) => join(packages, name, 'src'))
  once(join(packages, 'cli', 'dist', '.sources'), digest(sources), '编译 Compiling …', () =>
    run(node, [join(modules, 'typescript', 'bin', 'tsc'), '-b', join(root, 'tsconfig.build.json')]),
  )
  const page = join(packages, 'simulator')
  const pageSources = [join(page, 'ui'), join(page, 'src', 'control'), join(packages, 'protocol', 'src')]
  once(join(page, 'dist', 'ui', '.sources'), digest(pageSources), '构建手机页面 Building the phone …', () =>
    run(node, [join(modules, 'vite', 'bin', 'vite.js'), 'build', join(page, 'ui'), '--logLevel', 'warn']),
  )
}

// Programs in TypeScript are the project's own tools, and use the sources of all packages.
const flags = program.endsWith('.ts') ? ['--conditions=yingwu:source'] : []
const child = spawn(node, [...flags, join(root, program), ...rest], { stdio: 'inherit' })
// The terminal sends Ctrl+C to both; the child decides when it has finished.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))

/** Does the work unless the stamp says that it was done for these contents. */
function once(stamp, contents, what, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === contents) return
  console.error(what)
  work()
  writeFileSync(stamp, contents)
}

function digest(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0)
    stop(
      `${command} ${args[0]} failed${error ? `: ${error.message}` : ''}. Mend what it says above, then try again.`,
    )
}

function nodeOfProject() {
  if (major >= 24) return process.execPath
  for (const name of readdirSync(modules).filter((name) => /^node-(linux|win)-/.test(name))) {
    const path = join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (existsSync(path)) return path
  }
  if (major < 22 || (major === 22 && minor < 18)) {
    stop(`Node ${process.version} is too old. Install Node 22.18 or newer: https://nodejs.org/`)
  }
  return process.execPath
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
