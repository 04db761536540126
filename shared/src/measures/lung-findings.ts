/** Findings of the lungs that several instruments read. Each is stated by a clinician or a report, never derived. */
import * as z from 'zod'

const finding = (title: string, what: string) =>
  z
    .boolean()
    .nullish()
    .meta({ title, description: `${what}; null or absent when not known` })

export const ildPresent = finding(
  'Interstitial lung disease present',
  'Interstitial lung disease is present: fibrosis on HRCT or radiograph, or Velcro crackles not of another cause',
)
