/** Which fields stand on the page: those of the visit page, and beside them what else a record may hold for its instruments. */
import type { Entry } from '../model/catalogue.js'
import type { SmartPlan } from '../model/smart.js'
import type { VisitPlan } from '../model/visits.js'

/** The heading of what a visit page does not ask for: counts in place of joints, say. */
export const BESIDE = 'smart.beside'

/** An instrument by itself is a visit of one section: its own form. */
export const planOfOne = ({ slug, requestSchema }: Entry): VisitPlan => ({
  instruments: [slug],
  sections: [
    { word: 'ui.input', fields: Object.keys(requestSchema.properties ?? {}).map((name) => `${slug} ${name}`) },
  ],
  units: {},
  trend: [],
})

/** The plan of a visit with one more section. */
export function withRecordFields(plan: VisitPlan, { instruments }: SmartPlan): VisitPlan {
  const there = new Set(plan.sections.flatMap(({ fields }) => fields.map((name) => pathOf(name))))
  const isThere = (path: string): boolean => [...there].some((each) => path === each || path.startsWith(`${each}/`))
  const beside: string[] = []
  for (const slug of plan.instruments) {
    const { visits = 1, fields = [] } = instruments[slug] ?? {}
    // Of two visits, what is of today is asked for by an instrument of one.
    if (visits > 1) continue
    for (const { name } of fields) {
      const path = name.replaceAll('.', '/')
      if (isThere(path)) continue
      there.add(path)
      beside.push(`${slug} ${path}`)
    }
  }
  return beside.length === 0 ? plan : { ...plan, sections: [...plan.sections, { word: BESIDE, fields: beside }] }
}

const pathOf = (name: string): string => name.split(' ')[1] ?? ''
