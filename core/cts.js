#!/usr/bin/env node
// The command: reads TypeScript as it stands, so that nothing has to be built.
import { register } from 'tsx/esm/api'

register()
const { run } = await import('./cli.ts')
await run(process.argv.slice(2))
