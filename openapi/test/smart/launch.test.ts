/** The launch from an EHR in a browser: access, what is found and confirmed, scores, saving, frames, and every way in which it stops. */
import '@activity-scores/shared/testing/patience'
import t from 'tap'
import { browse, countStates, skip } from '../pages/browser.js'
import { fhirStub } from './fhir-stub.js'
import { serve } from './part.js'
import { asking, framed, visits } from './part-around.js'
import { confirming, saving } from './part-found.js'
import { failing, refusing, states } from './part-stopped.js'

t.test('the SMART launch', { skip }, async (t) => {
  const browsing = await browse(t)
  const stub = await fhirStub(t)
  const origin = await serve(t, stub)
  for (const [name, part] of Object.entries({
    'found, confirmed, computed': confirming,
    saving,
    'launches that are refused': refusing,
    'states of a record': states,
    'an EHR that fails': failing,
    'two visits, and a patient without birth date or sex': visits,
    'in a frame': framed,
    'where callers are asked who they are': asking,
  })) {
    stub.reset()
    browsing.complaints()
    await t.test(name, (t) => part(t, { ...browsing, stub, origin }))
  }
})

countStates(6)
