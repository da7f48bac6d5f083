#!/usr/bin/env node
import './lean.ts'

// Not loaded before `lean` has done its work.
const [{ run }, { systemTerminal }] = await Promise.all([import('./cli.ts'), import('./terminal.ts')])

const code = await run(process.argv, systemTerminal)
// A server that could not start has said so already.
if (code !== undefined) process.exitCode ??= code
