/** Every guard of this project with the tests that would miss it. */
import { answers } from './answers.js'
import { bodies } from './bodies.js'
import { callers } from './callers.js'
import type { Guard } from './guard.js'
import { heads } from './heads.js'
import { load } from './load.js'
import { memory } from './memory.js'
import { missing } from './missing.js'
import { models } from './models.js'
import { pressure } from './pressure.js'
import { scores } from './scores.js'
import { smart } from './smart.js'
import { starting } from './starting.js'

export const guards: readonly Guard[] = [
  ...scores,
  ...bodies,
  ...callers,
  ...heads,
  ...load,
  ...memory,
  ...pressure,
  ...answers,
  ...starting,
  ...missing,
  ...smart,
  ...models,
]
