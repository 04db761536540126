/** Visits that tests of series send. */
import type { Json } from '@activity-scores/shared/testing/testing'
import type { FastifyInstance } from 'fastify'

/** The published patient whose DAS28-ESR is 3.81. */
export const published = {
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
}
/** All terms are 0: the logarithm of 1 is. */
export const nothing = {
  tenderJointCount28: 0,
  swollenJointCount28: 0,
  esr: { value: 1, unit: 'mm/h' },
  patientGlobal: { value: 0, unit: 'mm' },
}
const { esr: _open, ...others } = published
export const withoutEsr = others

export async function post(app: FastifyInstance, path: string, body: unknown, headers = {}) {
  const { statusCode: status, payload: text } = await app.inject({
    method: 'POST',
    url: `/v1/${path}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  })
  return { status, text, json: (text.startsWith('{') ? JSON.parse(text) : null) as Json }
}

/** Examples of several people as visits of the first of them: nobody else's sex, age or birth date. */
export function ofOnePerson(requests: readonly unknown[]): readonly unknown[] {
  const person: Record<string, unknown> = {}
  return requests.map((request) => {
    const input = { ...(request as Record<string, unknown>) }
    for (const name of ['sex', 'age', 'birthDate'])
      if (input[name] != null) {
        person[name] ??= input[name]
        input[name] = person[name]
      }
    if (person['age'] == null || input['birthDate'] == null) return input
    const { birthDate: _day, sampleDate: _sampled, ...aged } = input
    return { ...aged, age: person['age'] }
  })
}

export const DAYS = ['2026-01-12', '2026-04-13', '2026-07-13']
export const visits = (...inputs: readonly unknown[]) => ({
  visits: inputs.map((input, i) => ({ date: DAYS[i], input })),
})
