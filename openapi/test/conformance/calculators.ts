/**
 * Calculators of the CDAI as others might write them: one that is right, and each way to be wrong that the kit must find. A program
 * for `--command`: lines in, lines out.
 */
const SOURCE = `
import { createInterface } from 'node:readline'
const [wrong] = process.argv.slice(2)
const scale = { mm: 10, cm: 1, '{score}': 1 }
const globalOf = (quantity) => {
  if (!quantity) return wrong === 'missing as zero' ? 0 : undefined
  return wrong === 'unit ignored' ? quantity.value : quantity.value / scale[quantity.unit]
}
const band = (value) => {
  const within = wrong === 'below for at most' ? (limit) => value < limit : (limit) => value <= limit
  return within(2.8) ? 'remission' : within(10) ? 'low' : within(22) ? 'moderate' : 'high'
}
/** Half away from zero in decimal; to even, as Python prints what binary has exactly; of the nearest binary number. */
function printed(value) {
  const tenths = Number((value * 10).toFixed(6))
  const isHalf = tenths % 1 === 0.5
  if (wrong === 'half to even' && isHalf) return (2 * Math.round(tenths / 2) / 10).toFixed(1)
  return wrong === 'rounds binary numbers' ? value.toFixed(1) : (Math.floor(tenths + 0.5) / 10).toFixed(1)
}
function answer(instrument, { tenderJointCount28, swollenJointCount28, patientGlobal, physicianGlobal }) {
  if (instrument !== 'cdai') return { unsupported: instrument }
  const globals = [globalOf(patientGlobal), globalOf(physicianGlobal)]
  if (wrong !== 'unit ignored' && globals.some((each) => each > 10)) return { refused: {} }
  if (globals.includes(undefined)) return { result: { value: null } }
  const value = Number((tenderJointCount28 + swollenJointCount28 + globals[0] + globals[1]).toFixed(6))
  return { result: { value, printed: printed(value), band: band(value) } }
}
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, instrument, input } = JSON.parse(line)
  process.stdout.write(JSON.stringify({ id, ...answer(instrument, input) }) + '\\n')
})
`

export const WRONG = [
  'unit ignored',
  'below for at most',
  'missing as zero',
  'half to even',
  'rounds binary numbers',
] as const

/** Where it keeps what our result has. */
const NAMES = {
  cdai: {
    input: {
      '/tenderJointCount28': '/tenderJointCount28',
      '/swollenJointCount28': '/swollenJointCount28',
      '/patientGlobal': '/patientGlobal',
      '/physicianGlobal': '/physicianGlobal',
    },
    result: { '/score/value': '/value', '/score/reported': '/printed', '/category/code': '/band' },
  },
}

export const FILES = { 'calculator.mjs': SOURCE, 'names.json': JSON.stringify(NAMES) }
