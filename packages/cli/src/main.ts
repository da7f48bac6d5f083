#!/usr/bin/env node
import './lean.ts'
import { run } from './cli.ts'
import { systemTerminal } from './terminal.ts'

const code = await run(process.argv, systemTerminal)
// A server that could not start has said so already.
if (code !== undefined) process.exitCode ??= code
