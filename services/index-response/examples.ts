import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const cdai = (baseline: number, followUp: number): Request => ({
  baseline: { cdai: baseline },
  followUp: { cdai: followUp },
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'cdai-minor',
    title: 'CDAI from 40 to 20: exactly 50 %, minor response',
    source: 'clinical specification, worked example idx-01',
    request: { baseline: { cdai: 40, date: '2025-09-01' }, followUp: { cdai: 20, date: '2026-03-02' } },
    expect: {
      score: { value: 50, reported: '50.0', unit: '%' },
      category: { set: 'cdai-response', code: 'minor' },
      details: { change: -20, mcidThreshold: 12, fromLowActivity: false, intervalDays: 182 },
      criteria: [
        { id: 'minor-response', state: 'met' },
        { id: 'moderate-response', state: 'not_met' },
        { id: 'major-response', state: 'not_met' },
        { id: 'mcid-improvement', state: 'met' },
        { id: 'mcid-worsening', state: 'not_met' },
        { id: 'mcii-ward', state: 'met' },
      ],
    },
  },
  {
    name: 'sdai-minor',
    title: 'SDAI from 38.6 to 19.3: minor response; no MCID of SDAI is known',
    source: 'clinical specification, worked example idx-15-sdai-minor',
    request: { baseline: { sdai: 38.6 }, followUp: { sdai: 19.3 } },
    expect: {
      score: { value: 50, reported: '50.0' },
      category: { set: 'sdai-response', code: 'minor' },
      details: { index: 'sdai', mcidThreshold: null },
      criteria: [{ state: 'met' }, { state: 'not_met' }, { state: 'not_met' }, { id: 'mcii-ward', state: 'met' }],
    },
  },
  {
    name: 'worsening-from-low',
    title: 'CDAI from 4 to 6: worsening from low activity',
    source: 'clinical specification, worked example idx-13-low-worsening-2',
    request: cdai(4, 6),
    expect: {
      score: { value: -50 },
      category: { code: 'none' },
      details: { change: 2, mcidThreshold: 1, fromLowActivity: true },
    },
  },
  {
    name: 'zero-baseline',
    title: 'Baseline of 0: no percent',
    source: 'clinical specification, worked example idx-17-zero-baseline',
    request: cdai(0, 0),
    expect: {
      status: 'not_computable',
      score: { value: null },
      category: { code: 'undetermined' },
      missing: [],
      warnings: [{ code: 'zero_baseline:cdai' }],
    },
  },
  {
    name: 'with-single-measures',
    title: 'HAQ-DI, patient global and pain beside CDAI, each on its MCII',
    source: 'by hand: HAQ-DI 1.5 - 1.125 = 0.375; global 60 - 42.1 = 17.9 mm; pain 7 - 5 = 2 cm = 20 mm (Ward 2015)',
    request: {
      baseline: {
        cdai: 22.1,
        haqDi: 1.5,
        patientGlobal: { value: 60, unit: 'mm' },
        pain: { value: 7, unit: 'cm' },
      },
      followUp: {
        cdai: 16,
        haqDi: 1.125,
        patientGlobal: { value: 42.1, unit: 'mm' },
        pain: { value: 5, unit: 'cm' },
      },
    },
    expect: {
      details: {
        mcii: {
          haqDi: { improvement: 0.375, state: 'met' },
          patientGlobal: { improvement: 17.9, state: 'not_met' },
          pain: { improvement: 20, state: 'met' },
        },
      },
    },
  },
]
