import { criterionWithNote } from '@activity-scores/shared/language/criteria'
import type { State } from '@activity-scores/shared/language/kleene'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import { asUsed, type Quantity } from '@activity-scores/shared/language/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { usedLimited } from '@activity-scores/shared/language/upper-limit'
import type { Reading } from './findings.js'
import { csfWithin2Weeks, haemoglobinReading, neutrophilsReading, wbcReading } from './items/blood.js'
import {
  bilirubinReading,
  gilbertSuggested,
  inrReading,
  limitedOf,
  ptReading,
  transaminaseReading,
} from './items/limits.js'
import { ANALYTE_NAMES, type AnalyteName, definitions } from './manifest.js'
import type { Request } from './schema.js'

export function compute(request: Request): Outcome {
  const readings: Readonly<Record<AnalyteName, Reading>> = {
    wbc: wbcReading(request),
    neutrophils: neutrophilsReading(request),
    haemoglobin: haemoglobinReading(request),
    alt: transaminaseReading('alt', request),
    ast: transaminaseReading('ast', request),
    bilirubin: bilirubinReading(request),
    inr: inrReading(request),
    pt: ptReading(request),
  }
  const named: Readonly<Record<State, AnalyteName[]>> = { met: [], not_met: [], undetermined: [] }
  const missing = new Set<string>()
  for (const name of ANALYTE_NAMES) {
    const { verdict, missing: fields } = readings[name]
    named[verdict.state].push(name)
    if (verdict.state === 'undetermined') for (const field of fields) missing.add(field)
  }
  const { state: suggested } = gilbertSuggested(request)

  return {
    status: named.undetermined.length === ANALYTE_NAMES.length ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: ANALYTE_NAMES.map((name) =>
      criterionWithNote(definitions[name], readings[name].verdict, readings[name].note),
    ),
    terms: [],
    details: {
      compared: {
        wbc: readings.wbc.compared,
        neutrophils: readings.neutrophils.compared,
        haemoglobin: readings.haemoglobin.compared,
        alt: readings.alt.compared,
        ast: readings.ast.compared,
        bilirubin: readings.bilirubin.compared,
        inr: readings.inr.compared,
        pt: readings.pt.compared,
      },
      metCount: named.met.length,
      notMetCount: named.not_met.length,
      undeterminedCount: named.undetermined.length,
      gilbertSuggested: suggested === 'undetermined' ? null : suggested === 'met',
    },
    inputs: inputsOf(request),
    missing: [...missing],
    warnings: ANALYTE_NAMES.flatMap((name) => readings[name].warnings),
    text: text(readings, named),
  }
}

function inputsOf(request: Request): object {
  const withLimit = (field: 'alt' | 'ast' | 'bilirubin' | 'inr' | 'pt', analyte: Analyte) =>
    usedLimited(analyte, limitedOf(field, request)?.given ?? withoutLimit(request[field]))
  return {
    wbc: asUsed(analytes.leukocytes, request.wbc),
    neutrophils: asUsed(analytes.neutrophils, request.neutrophils),
    segmentedNeutrophils: asUsed(analytes.leukocyteFraction, request.segmentedNeutrophils),
    bandNeutrophils: asUsed(analytes.leukocyteFraction, request.bandNeutrophils),
    csfWithin2Weeks: csfWithin2Weeks(request),
    lastCsfDaysBeforeSample: request.lastCsfDaysBeforeSample ?? null,
    csfLongActing: request.csfLongActing ?? null,
    haemoglobin: asUsed(analytes.haemoglobin, request.haemoglobin),
    recentTransfusion: request.recentTransfusion ?? null,
    alt: withLimit('alt', analytes.transaminase),
    altAttributedToDisease: request.altAttributedToDisease ?? null,
    ast: withLimit('ast', analytes.transaminase),
    astAttributedToDisease: request.astAttributedToDisease ?? null,
    bilirubin: withLimit('bilirubin', analytes.bilirubin),
    bilirubinAttributedToDisease: request.bilirubinAttributedToDisease ?? null,
    gilbert: request.gilbert ?? null,
    directBilirubin: asUsed(analytes.bilirubin, request.directBilirubin),
    haemolysis: request.haemolysis ?? null,
    inr: withLimit('inr', analytes.inr),
    pt: withLimit('pt', analytes.prothrombinTime),
    onAnticoagulant: request.onAnticoagulant ?? null,
  }
}

const withoutLimit = (given: Quantity | null | undefined): Quantity | null => given ?? null

function text(
  readings: Readonly<Record<AnalyteName, Reading>>,
  named: Readonly<Record<State, readonly AnalyteName[]>>,
): string {
  const noted = (name: AnalyteName) => {
    const { verdict, note } = readings[name]
    const why = verdict.state === 'undetermined' ? verdict.reasons.join(', ') : note
    return why === null ? name : `${name} (${why})`
  }
  const list = (words: string, names: readonly AnalyteName[]) =>
    names.length === 0 ? [] : [`${words} ${names.map(noted).join(', ')}`]
  const parts = [
    ...list('met', named.met),
    ...list('not met', named.not_met),
    ...list('undetermined', named.undetermined),
  ]
  return `Laboratory limits: ${parts.join('; ')}`
}
